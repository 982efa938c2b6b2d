"""A whole negotiation under one seed: a keeper or two, members who verify, a network that loses letters."""

from __future__ import annotations

from tests.record.writing import Writer
from tests.simulation.keeping import Keeping
from tests.simulation.member import Acknowledged, Member
from tests.simulation.world import World
from travaux.record.admission import audit
from travaux.record.checkpoint import cosignature_opened, log_key, witness_key
from travaux.record.fold import entered, fold
from travaux.record.refusal import Code
from travaux.record.verification import verify_log
from travaux.store.writer import Outcome

ORIGIN = "meridian-2026"
WHO = ("SEC", "ARD", "BOR", "CEL", "OBS")

OVERTAKEN = {Code.ALREADY, Code.NOT_ALLOWED, Code.BAD_TIME}
"""Why an honest act can be refused: something else was recorded since its author looked, by itself too."""


class Simulation:
    def __init__(self, seed: int) -> None:
        self.world = World(seed)
        told = Writer(ORIGIN, seed=seed)
        told.opens("SEC", parties=WHO[1:4], observers=WHO[4:])
        told.groups("COAST", "ARD", "BOR")
        self.keeper = Keeping(self.world, ORIGIN, told.log)
        self._let_in(told)
        self.members = [
            Member(self.world, who, self.keeper, seed=seed * 100 + number)
            for number, who in enumerate(WHO, 1)
        ]
        for member in self.members:
            member.w.keys = dict(told.keys)
            self.world.after(self.world.random.uniform(0, 3), member.goes_on)
        self.world.after(0.1, self.keeper.goes_on)

    def _let_in(self, told: Writer) -> None:
        """Open the record and add everybody, before anything fails."""
        w = Writer(ORIGIN, seed=told.seed)
        w.keys = told.keys
        outcomes: list[Outcome] = []
        for one in told.entered:
            self.keeper.receive(w.leaf(w.composed("SEC", one.act)), outcomes.append)
            self.keeper.answers_all()
            (data,) = self.keeper.store.leaves(len(w.leaves))
            w.takes(data)

    def run(self, seconds: float) -> None:
        self.world.run(self.world.time + seconds)

    def split(self) -> Keeping:
        """Tell some of the members another history from now on."""
        other = self.keeper.branch()
        for member in self.world.random.sample(self.members, self.world.random.randrange(1, len(WHO))):
            member.keeper = other
        self.world.after(0.1, other.goes_on)
        return other

    def settle(self) -> None:
        """Come to rest: nothing new is done, what was sent is answered, everybody looks once more."""
        for member in self.members:
            if (pending := member.pending) is not None:
                leaf = pending[1]
                member.keeper.start()
                member.keeper.receive(leaf, lambda outcome, m=member, leaf=leaf: m.hear(leaf, outcome))  # type: ignore[misc]
            member.keeper.answers_all()
            assert member.pending is None
        for member in self.members:
            assert member.look()

    # --- what has to hold

    def check(self) -> None:
        """Assert all that has to hold of one history, honestly kept, whatever failed."""
        leaves = list(self.keeper.store.leaves())
        self._check_nothing_acknowledged_is_lost(leaves)
        self._check_order()
        self._check_everybody_has_the_same(leaves)
        assert audit(leaves, ORIGIN) == ()
        heads = {note for member in self.members for note in member.heads}
        verify_log(leaves, notes=sorted(heads), log=log_key(ORIGIN, self.keeper.log))
        assert self.keeper.writer is not None
        assert fold(entered(leaves)) == self.keeper.writer.now.state
        refusals = {code for member in self.members for code in member.refusals}
        assert refusals <= OVERTAKEN

    def acknowledged(self) -> list[Acknowledged]:
        return [one for member in self.members for one in member.acknowledged]

    def _check_nothing_acknowledged_is_lost(self, leaves: list[bytes]) -> None:
        assert [one.index for one in self.acknowledged() if leaves[one.index] != one.leaf] == []

    def _check_order(self) -> None:
        """What was acknowledged before something else was sent stands before it."""
        latest = sorted(self.acknowledged(), key=lambda one: one.sent)
        answered = sorted(latest, key=lambda one: one.answered)
        place, highest = 0, -1
        for one in latest:
            while place < len(answered) and answered[place].answered < one.sent:
                highest = max(highest, answered[place].index)
                place += 1
            assert one.index > highest

    def _check_everybody_has_the_same(self, leaves: list[bytes]) -> None:
        for member in self.members:
            assert member.alarms == []
            assert member.w.leaves == leaves
            assert member.state == self.members[0].state
            for note in member.cosigned:
                key = witness_key(member.who.lower(), member.witness)
                checkpoint, _ = cosignature_opened(note, key)
                assert member.w.roots[checkpoint.size] == checkpoint.root
