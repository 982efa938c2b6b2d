"""Where a database is: on the command line, in a file or the environment; no password is repeated."""

from pathlib import Path

import pytest

from travaux.cli import exit_codes
from travaux.cli.main import main, parser_of
from travaux.cli.place import NoDatabase, database_of, the_database_of
from travaux.cli.unquoted import unquoted

ADDRESS = "postgresql://travaux@database/records"


@pytest.mark.parametrize(
    ("typed", "repeated"),
    [
        ("--databse=postgresql://u:ke@ttle@h/db", "--databse=postgresql://…@h/db"),
        ("invalid choice: 'postgresq:/u:my kettle@h/db'", "invalid choice: 'postgresq:/…@h/db'"),
        ("host=h password=kettle dbname=db", "host=h password=… dbname=db"),
        ("postgresql://h/db?PASSWORD=kettle&user=u", "postgresql://h/db?PASSWORD=…&user=u"),
        ("smtp://u:kettle@h:25/?from=a@b.example", "smtp://…@b.example"),
        ("meridian.travaux", "meridian.travaux"),
        ("r.noor@example.org", "r.noor@example.org"),
    ],
)
def test_what_was_typed_is_repeated_without_a_password(typed: str, repeated: str) -> None:
    assert unquoted(typed) == repeated


@pytest.mark.parametrize(
    "line",
    [
        ["serve", "--databse=postgresql://u:ke@kettle@h/db"],
        ["serve", "postgresql://u:ke@kettle@h/db"],
        ["serve", "--database", "postgresql://u:ke@kettle@h/db", "--negotiation", "meridian"],
        ["serve", "--database-file", "postgresql://u:ke@kettle@h/db", "--negotiation", "meridian"],
        ["people", "list", "--database", "postgresq://u:ke@kettle@h/db", "--negotiation", "meridian"],
        ["database", "postgresql://u:ke@kettle@h/db"],
        ["database", "install", "postgresql://u:ke@kettle@h/db", "--role", "travaux"],
        ["verify", "--record", "postgresql://u:ke@kettle@h/db"],
    ],
)
def test_no_error_of_the_command_line_has_the_password(
    line: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(line)
    except SystemExit as ended:
        code = int(ended.code or 0)
    said = "".join(capsys.readouterr())
    assert code in {exit_codes.USAGE, exit_codes.UNREADABLE}
    assert "kettle" not in said
    assert said.splitlines()[-1].startswith("travaux ")


class TestWhichIsMeant:
    def given(self, *more: str) -> str | None:
        return database_of(parser_of("serve").parse_args(more))

    def test_the_one_given_then_that_of_the_file_then_that_of_the_environment(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        file = tmp_path / "address"
        file.write_text(f"{ADDRESS}\n")
        monkeypatch.delenv("TRAVAUX_DATABASE", raising=False)
        assert self.given() is None
        monkeypatch.setenv("TRAVAUX_DATABASE", "postgresql:///other")
        assert self.given() == "postgresql:///other"
        assert self.given("--database-file", str(file)) == ADDRESS
        assert self.given("--database-file", str(file), "--database", "postgresql:///third") == (
            "postgresql:///third"
        )

    def test_that_of_the_environment_does_not_count_where_a_record_is_named(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("TRAVAUX_DATABASE", ADDRESS)
        options = parser_of("serve").parse_args(["meridian.travaux"])
        assert database_of(options, environment=options.file is None) is None

    def test_one_is_needed_to_put_a_record_into(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("TRAVAUX_DATABASE", raising=False)
        options = parser_of("database").parse_args(["put", "meridian.travaux", "--folder", "there"])
        with pytest.raises(NoDatabase, match=r"^Which database\? Give its address in the variable"):
            the_database_of(options)

    @pytest.mark.parametrize(
        ("held", "said"),
        [
            (None, "cannot be read: No such file or directory"),
            (b"", "has 0 lines"),
            (b"postgresql:///kettle\nmore\n", "has 2 lines"),
            (b"\xff", "is no text"),
        ],
    )
    def test_a_file_that_holds_none(self, held: bytes | None, said: str, tmp_path: Path) -> None:
        file = tmp_path / "address"
        if held is not None:
            file.write_bytes(held)
        with pytest.raises(NoDatabase) as fault:
            self.given("--database-file", str(file))
        assert str(fault.value) == (
            f"{file} {said}. Expected one line, the address of the database: postgresql://…"
        )


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("postgresql://travaux:kettle@db.example/records", 1),
        ("host=db.example dbname=records password=kettle", 1),
        ("postgresql://travaux@db.example/records", 0),
        ("postgresql://travaux:ke@kettle@db.example/records", 0),
    ],
)
def test_a_password_on_the_command_line_is_told_and_not_repeated(
    address: str, told: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert database_of(parser_of("serve").parse_args(["--database", address])) == address
    said = capsys.readouterr().err
    assert said.count("others on this machine see the command line. Give it in the variable") == told
    assert "kettle" not in said


def test_the_variable_of_who_serves_installs_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TRAVAUX_DATABASE", "postgresql:///records")
    assert main(["database", "install", "--role", "travaux"]) == exit_codes.UNREADABLE
    assert "TRAVAUX_DATABASE is for who serves, and is not taken here." in capsys.readouterr().err
