"""Elements of a page: escaped, unless they are elements already."""

import pytest

from travaux.render import element as h


@pytest.mark.parametrize(
    ("made", "page"),
    [
        (h.p["one ", None, ["two ", h.b["three"]]], "<p>one two <b>three</b></p>"),
        (h.p["1 < 2 & 3 > 2"], "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
        (h.p[(h.b[one] for one in "ab")], "<p><b>a</b><b>b</b></p>"),
        (h.p["<b>", h.b["<"]], "<p>&lt;b&gt;<b>&lt;</b></p>"),
        (h.p(".cap")[""], '<p class="cap"></p>'),
        (h.p("#top.a.b", data_n="1", lang="ar")["x"], '<p id="top" class="a b" data-n="1" lang="ar">x</p>'),
        (
            h.p({"class": ["a", "", "b"], "data-x": None}, hidden=True, id=False)["x"],
            '<p class="a b" hidden>x</p>',
        ),
        (h.p(title='"<&>"')["x"], '<p title="&#34;&lt;&amp;&gt;&#34;">x</p>'),
        (h.p({"class": ["", ""]}, data_proposed="")["x"], '<p data-proposed="">x</p>'),
        (
            h.written(h.input_(type="radio", checked=True), h.p(".m")),
            '<input type="radio" checked><p class="m"></p>',
        ),
    ],
)
def test_elements_are_written_as_given(made: h.Element, page: str) -> None:
    assert made == page
