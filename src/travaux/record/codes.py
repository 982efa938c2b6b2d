"""Whether the codes that an act names are codes, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from travaux.answers.party import PartyCodeError, party_code
from travaux.record.negotiation import Negotiation
from travaux.record.refusal import Code, Refused
from travaux.text.phrase import phrase, said_by
from travaux.text.wording import PartyCode

_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{1,8})*", re.ASCII)


def check_code(code: PartyCode) -> None:
    """Raise Refused unless it can be told from every other code by eye, in every script's company."""
    try:
        party_code(code)
    except PartyCodeError as fault:
        raise Refused(Code.BAD_CODE, said_by(fault)) from None
    if not code.isascii():
        raise Refused(
            Code.BAD_CODE,
            phrase(
                "{code!r} has letters that look like others; expected ASCII. Names may have any script.",
                code=code,
            ),
        )


def check_new_code(code: PartyCode, state: Negotiation) -> None:
    """Raise Refused if a member or group has another code that differs in small and capital letters."""
    check_code(code)
    for other in (*state.members, *state.groups):
        if other != code and other.lower() == code.lower():
            raise Refused(
                Code.BAD_CODE,
                phrase(
                    "{code!r} looks like {other!r}, which is taken; choose another code.",
                    code=code,
                    other=other,
                ),
            )


def check_members(codes: Iterable[PartyCode], where: str, state: Negotiation) -> None:
    """Raise Refused unless each of the codes in the field *where* is that of somebody who is a member now."""
    for code in codes:
        member, group = state.members.get(code), state.groups.get(code)
        if group is not None:
            raise Refused(
                Code.UNKNOWN_MEMBER,
                phrase(
                    '"{where}" names {code}, which is a group; name those in it instead: {members}.',
                    where=where,
                    code=code,
                    members=group.members,
                ),
            )
        if member is None or member.until is not None:
            raise Refused(
                Code.UNKNOWN_MEMBER,
                phrase(
                    '"{where}" names {code!r}, and no member has this code; give the code of a member.'
                    if member is None
                    else '"{where}" names {code!r}, which is a member no longer; name those who are.',
                    where=where,
                    code=code,
                ),
            )


def check_distinct(codes: tuple[PartyCode, ...], where: str) -> None:
    if len(set(codes)) != len(codes):
        raise Refused(
            Code.BAD_CODE, phrase("{where} names the same member twice; name it once.", where=where)
        )


def check_tag(tag: str) -> None:
    if _TAG.fullmatch(tag) is None:
        raise Refused(
            Code.BAD_CODE, phrase("{tag!r} is no tag of a language; expected such as fr or zh-Hans.", tag=tag)
        )
