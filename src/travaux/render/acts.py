"""One entry in one line: who did what, when, to what, in whose words. Every act has its phrase."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from travaux.record import act as acts
from travaux.render.telling import Teller, codes
from travaux.render.times import time_set
from travaux.render.told import Line, Said, Theirs, line

if TYPE_CHECKING:
    from travaux.record.act import Act
    from travaux.record.entry import Entered


def act_line(entered: Entered, teller: Teller) -> Line:
    """Tell an entry: "ARD, 12 March 2026, 17:40 UTC, entry 14: holds (scrutiny) Article 4 …"."""
    return line(f"{teller.dated(entered)}: ", *deed(entered, teller), below=teller.corrected(entered))


def deed(entered: Entered, teller: Teller) -> tuple[Said, ...]:  # noqa: C901, PLR0915  a row for each act
    """Say what was done, to what, and in which words."""
    act: Act = entered.act
    about = teller.concerning(entered.entry.re)
    on: tuple[Said, ...] = (" on ", *about) if about else ()
    words = teller.words(entered)
    match act:
        case acts.OpensInstrument(title=title, keeper=keeper):
            return ("opens the record of ", Theirs(title), f", kept by {keeper}")
        case acts.AddsMember(party=party, name=name, role=role):
            return (f"adds {party} (", Theirs(name), f") as {role}")
        case acts.RemovesMember(party=party):
            return (f"removes {party}", *words)
        case acts.DefinesGroup(name=name, title=title, members=members):
            return (f"defines the group {name}, ", Theirs(title), f": {codes(members)}")
        case acts.EnrolsKey(party=party, use=use):
            return (f"enrols a key of {party} for {'entries' if use is acts.KeyUse.ENTRY else 'witnessing'}",)
        case acts.RotatesKey():
            return ("puts a new key in the place of an old one",)
        case acts.RevokesKey(key=key):
            return (f"revokes the key {key}", *words)
        case acts.DeclaresRules(rules=rules):
            return ("declares the rules of the round ", Theirs(rules.name), *on)
        case acts.ContestsRules(rule=rule):
            return (f"contests the rule “{rule}” declared in ", *about, *words)
        case acts.TablesDraft(title=title, status=status, understanding=understanding):
            told: tuple[Said, ...] = (f"tables a text ({status}): ", Theirs(title))
            return told + ((", on the understanding ", Theirs(understanding)) if understanding else ())
        case acts.SendsNote():
            return _note(act, on)
        case acts.AcknowledgesReceipt(on=on_day, channel=channel):
            told = ("acknowledges receipt of ", *about)
            told += (", received ", Theirs(on_day)) if on_day else ()
            return told + ((" by ", Theirs(channel)) if channel else ()) + words
        case acts.GivesAnswer(principals=principals, capacity=capacity):
            told = ("answers ", *about)
            told += (f", in the name of {codes(principals)}",) if principals else ()
            return told + ((", in the capacity ", Theirs(capacity)) if capacity else ())
        case acts.ViewsCollectiveReply(accepts=accepts):
            return (f"{'accepts' if accepts else 'does not accept'} ", *about, " as an answer", *words)
        case acts.JoinsSponsors():
            return ("joins the proposal at ", *about, *words)
        case acts.LeavesSponsors():
            return ("no longer sponsors the proposal at ", *about, *words)
        case acts.Withdraws():
            return ("withdraws ", *about, *words)
        case acts.Corrects():
            return ("says that there is a mistake in ", *about, *words)
        case acts.EntersHold(kind=kind):
            return (f"enters a hold ({kind})", *on, *words)
        case acts.MaintainsHold():
            return ("maintains the hold of ", *about, *words)
        case acts.LiftsHold():
            return ("lifts the hold of ", *about, *words)
        case acts.ValidatesPosition(rightly=rightly):
            return (f"says that its position is {'' if rightly else 'not '}shown rightly", *on, *words)
        case acts.AsksQuestion(to=to, due=due, capacity=capacity):
            told = (f"asks {codes(to)}", *on, *words)
            told += (", in the capacity ", Theirs(capacity)) if capacity else ()
            return told + ((f", by {time_set(due)}",) if due is not None else ())
        case acts.AnswersQuestion(principals=principals):
            told = ("answers the question of ", *about)
            told += (f", in the name of {codes(principals)}",) if principals else ()
            return told + words
        case acts.MakesPromise(to=to, due=due):
            told = (f"promises {codes(to)}", *on, *words)
            return told + ((f", by {time_set(due)}",) if due is not None else ())
        case acts.ExtendsPromise(due=due):
            return ("extends the promise of ", *about, f" to {time_set(due)}", *words)
        case acts.ReportsPromise(met=met):
            promise, *by = entered.entry.re
            told = (
                "says that the promise of ",
                *teller.concerning([promise]),
                f" was {'' if met else 'not '}met",
            )
            return told + ((" by ", *teller.concerning(by)) if by else ()) + words
        case acts.ConvenesMeeting(place=place, forum=forum, begins=begins, at_table=table):
            told = ("convenes a meeting: ", Theirs(forum), ", ", Theirs(place), f", {time_set(begins)}")
            told += (f", at the table: {codes(table)}",) if table else ()
            return told + ((", on the agenda: ", *about) if about else ()) + words
        case acts.AgreesAdReferendum():
            member = teller.known.members.get(entered.author)
            if member is not None and member.role in {acts.Role.CHAIR, acts.Role.SECRETARIAT}:
                return ("records as agreed ad referendum: ", *about, *words)
            return ("says that it agrees ad referendum to ", *about, *words)
        case acts.ClosesProvisionally():
            return ("closes provisionally: ", *about, *words)
        case acts.ReopensProvision():
            return ("reopens ", *about, *words)
        case acts.OpensSilence(ends=ends, means=means):
            return (
                "opens a silence procedure",
                *on,
                f" until {time_set(ends)}; if not broken: ",
                Theirs(means),
            )
        case acts.BreaksSilence():
            return ("breaks the silence of ", *about, *words)
        case acts.NotesSilenceElapsed():
            return ("notes that the silence was not broken, of ", *about, *words)
        case acts.TiesPackage():
            return ("ties as a package: ", *about, *words)
        case acts.UntiesPackage():
            return ("unties the package of ", *about, *words)
        case acts.ProposesMerger(wording=wording):
            return ("proposes to merge ", *about, " as ", Theirs(wording), *words)
        case acts.AnswersMerger(consents=consents):
            return (f"{'consents' if consents else 'does not consent'} to the merger of ", *about, *words)
        case acts.AdoptsText(how=how):
            return ("records the adoption of ", *about, ", ", Theirs(how), *words)
        case acts.AuthenticatesText(how=how):
            return ("records the authentication of ", *about, ", ", Theirs(how), *words)
        case acts.RectifiesError(defective=defective, corrected=corrected):
            return ("rectifies an error in ", *about, ": ", Theirs(defective), " reads ", Theirs(corrected))
        case acts.Redacts(grounds=grounds):
            return ("redacts ", *about, ", on these grounds: ", Theirs(grounds))
        case acts.Ticks():
            return ("does nothing",)
        case _:
            assert_never(act)


def _note(act: acts.SendsNote, on: tuple[Said, ...]) -> tuple[Said, ...]:
    article = "an" if act.kind[0] in "aeiou" else "a"
    told: tuple[Said, ...] = (f"sends {codes(act.to)} {article} {act.kind}",)
    told += (" ", Theirs(act.reference)) if act.reference else ()
    told += (f" ({act.sealing})", *on)
    told += (": ", Theirs(act.subject)) if act.subject else ()
    told += (f", in the name of {codes(act.principals)}",) if act.principals else ()
    told += (", of the status ", Theirs(act.status)) if act.status else ()
    return told + ((", dated ", Theirs(act.sent)) if act.sent else ())
