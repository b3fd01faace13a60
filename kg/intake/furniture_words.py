"""The words by which a line shows that it is page furniture: lists of whole lines, and patterns of how they are made.

Every pattern is matched against a whole line and looks at each of its characters a bounded number of times.
"""

import re
from collections.abc import Iterable


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _any_of(patterns: Iterable[str], **parts: str) -> re.Pattern[str]:
    """Return a pattern that matches what one of these does, whatever its case; `parts` stand in them as <name>."""
    whole = "|".join(patterns)
    for name, part in parts.items():
        whole = whole.replace(f"<{name}>", part)
    return re.compile(whole, re.IGNORECASE)


DATING = _words(
    "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday jan feb mar "
    "apr may jun jul aug sep sept oct nov dec january february march april june july august september october november "
    "december ago modified posted published updated"
)
"""Words of which a date or a time has one."""
IN_STAMPS = DATING | _words(
    "a am at bst cet cst d date days day dt edt est et first gmt h hour hours hr hrs issue ist jst just kst last m "
    "mdt min mins minute minutes month months mst nd now of on originally p pdt pm pst pt rd read reading s seconds st "
    "t th time today utc w week weeks y year years yesterday z"
)
CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}\b|\b\d{4}[-./]\d{1,2}[-./]\d{1,2}\b|\b\d{1,3}\s?-?\s?min(?:ute)?s?\s+read\b", re.IGNORECASE
)

SERVICES = _words(
    "bluesky facebook flipboard instagram kakao kakaotalk linkedin mastodon messenger pinterest reddit rss sms "
    "telegram tiktok tumblr tweet twitter url whatsapp youtube"
)
IN_SHARES = SERVICES | _words("copy e email line link mail post print save share this threads via x")

ALONE = frozenset(
    line.strip()
    for lines in (
        "ad|ads|ad feedback|advertisement|advertisements|advertorial|sponsored|sponsored content|paid content"
        "|paid post",
        "partner content|promoted|promoted content|skip advertisement|scroll to continue|scroll for more",
        "continue reading|continue reading below|continue reading the main story|read full article|read full story",
        "read the full article|read the full story|read more|read next|read also|also read|see also|show more|see more",
        "load more|view more|view all|see all|expand|close|menu|search|home|sections|skip to content",
        "skip to main content|skip to navigation|back to top|next|previous|log in|login|log out|sign in|sign up",
        "sign up now|sign up here|sign up today|register|register now|subscribe|subscribe now|subscribe today",
        "subscribe here|become a member|donate|donate now|support us|newsletter|newsletters|gift this article|share",
        "share this|tweet|tweet this|post|print|email|e-mail|copy link|copy url|link copied|save|save article",
        "save for later|bookmark|pin it|like|like this|reply|report|flag|follow|follow us|comment|comments",
        "leave a comment|leave a reply|post a comment|add a comment|join the conversation|have your say",
        "comments are closed|no comments|listen|listen to this article|listen to article|play|play video|play audio",
        "mute|watch live|photo gallery|view gallery|view image|view image in full screen|view image in fullscreen",
        "open image in gallery|enlarge image|enlarge this image|click to enlarge|hide caption|toggle caption"
        "|read later",
        "read aloud|text size|font size|a-|a+|accept|accept all|accept all cookies|accept cookies|accept and continue",
        "accept additional cookies|reject all|reject all cookies|reject cookies|reject additional cookies|decline",
        "manage options|manage preferences|manage cookies|cookie settings|cookie preferences|cookie policy",
        "cookie notice|cookies|privacy|privacy policy|privacy notice|privacy & cookies|terms of use|terms of service",
        "terms and conditions|terms & conditions|terms|about us|contact us|advertise with us|advertise|careers|imprint",
        "sitemap|site map|accessibility help|your privacy choices|do not sell my personal information|loading",
        "do not sell or share my personal information|change your consent settings|all rights reserved|view bio",
        "opens in new tab|opens in a new window|purchase licensing rights|getty images|file photo|file image|file",
        "photo|handout|courtesy photo|stock image|stock photo|agencies|news agencies|wire services|wire reports",
        "staff report|staff reports|staff writer|staff reporter|our correspondent|our special correspondent",
        "from our correspondent|web desk|news desk|ap|afp|reuters|upi|pti|ani|ians|epa|dpa|yonhap|kyodo|xinhua|tass",
        "interfax|bernama|associated press|the associated press|agence france-presse|press association|pa media",
        "press trust of india|end|ends|30|more to come|more to follow",
    )
    for line in lines.split("|")
)
"""Lines that are furniture by themselves, in lower case, without the marks around them."""

LISTS = _any_of([
    r"(?:most|latest|top|more|other|popular|trending|recent|related|recommended|suggested|similar|editor[’']?s[’']?)"
    r"(?: (?:read|popular|viewed|shared|watched|commented|recent|discussed|stories|story|news|articles?|headlines"
    r"|topics|links|pages|posts|content|coverage|videos?|picks?|reading|now|today|this week|for you|business"
    r"|sports?|lists"
    r"|results)){1,4}(?: from [^.!?:]{1,40})?",
    r"trending|popular|latest|related|up next|(?:from )?around the web|from the web|in the news|also today",
    r"in case you missed it|don[’']t miss|what to read next|keep reading|further reading",
    r"top \d{1,2}(?: stories| news)?",
    r"you (?:may|might) (?:also )?(?:like|be interested in)|(?:read|see) (?:more|next|also)|also read",
    r"more on this(?: (?:story|topic))?|(?:top )?(?:five|5|ten|10) most read",
    r"more from [^.!?]{1,60}|also (?:on|in) (?:the )?(?-i:[A-Z])[^.!?:]{1,50}",
])  # fmt: skip
"""Headings under which headlines of other articles stand."""

MAIL = r"[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{2,60}"
_INBOX = (
    r"(?=.{0,250}\b(?:newsletters?|e-?mails?|inbox|alerts?|briefing|bulletin|digest|headlines|news|updates|podcast"
    r"|channel"
    r"|stories|delivered|notifications)\b)"
)
_SERVICE = (
    r"(?:facebook|twitter|x|instagram|whatsapp|telegram|linkedin|youtube|tiktok|threads|bluesky|mastodon|reddit"
    r"|pinterest"
    r"|google news)\b"
)
_LABEL = (
    r"(?:read (?:more|next|also|on|it)|also read|see also|must read|don[’']t miss|up next|go deeper|explore more|more"
    r"|more on this(?: story)?|related(?: (?:articles?|stor(?:y|ies)|news|coverage|content|links?|videos?|reading))?"
    r"|recommended(?: (?:for you|stories|reading))?|trending|further reading)"
)

_OTHER_ARTICLES = [
    r"<label>\s?[:|»›>].*",
    r"<label>\s[-–—]\s.*[^.!?]",
    r"(?:watch|listen|video)\s?(?:[:|»›>]|\s[-–—]\s).*[^.!?]",
    r"(?-i:(?:READ (?:MORE|NEXT|ALSO)|ALSO READ|SEE ALSO|RELATED|WATCH) [“‘\"']?[A-Z][a-z’]).*[^.!?]",
    r"(?:more (?:from|about)|also (?:on|in)) [^.!?:]{1,60}:.*[^.!?]",
    r"[^.!?]{5,150}[,:|–—(»] ?(?:read|see) (?:more|also)\)?[ »>→…]{0,3}",
]
_ADVERTISEMENTS = [
    r"advertisements?\s*[·|:–—-].{0,60}",
    r"(?:story|article|content|post|report) continues (?:below|after)"
    r"(?: (?:this |the )?(?:ad|advertisement|video|image|photo|gallery))?\.?",
    r"scroll (?:down )?to (?:continue|read)[^.!?]{0,40}",
    r"(?:sponsored|presented|paid for|brought to you) by (?-i:[A-Z])[^.!?]{1,60}",
]
_CONSENT = [
    r"(?:we(?: and our [\d,.]* ?partners)?|this (?:web)?site) (?:uses?|stores?|values?) (?:[\w-]+ ){0,4}"
    r"(?:cookies|your privacy)\b.*",
    r"we and our [\d,.]+ partners\b.*",
    r"by (?:signing up|subscribing|submitting|clicking|pressing|continuing to (?:use|browse|read)|registering"
    r"|providing)\b"
    r".{0,80}\byou (?:agree|consent|accept|acknowledge|confirm|tell us|can|may)\b.*",
    r"(?:please )?(?:enable|turn on|switch on|allow) (?:javascript|cookies|notifications)\b.*",
    r"(?:cookies on|manage|change|about) (?:your|this|our) (?:site|website|cookies?|consent|privacy)(?: \w+)?",
]
_SHARING = [
    r"(?:share|tweet|post|print|e-?mail|save|bookmark|listen to) this (?:article|story|page|post|item)[^.!?]{0,90}",
    r"share (?:on|via|to) <service>[^.!?]{0,40}",
    r"click (?:here|to (?:share|tweet|e-?mail|print|copy|enlarge|expand|view))\b.*",
    r"(?:follow|like|find|join|connect with) "
    r"(?:us|me|him|her|them|our [\w ]{2,30}|(?:the )?(?-i:[A-Z])[\w&’'. -]{1,40}|@\w+) on <service>"
    r"(?:[,&/ ]{1,3}(?:and |or )?<service>){0,8}\.?(?: (?:for|send|or|and send)\b.{0,120})?",
    r"(?:follow )?@\w{2,30}(?: on \w+)?",
    r"(?:(?:contact|e-?mail|reach|write to|tips?|got a|do you|know more|send|follow|have "
    r"a)\b.{0,90}?[\s:])?<mail>\W{0,3}",
]
_OFFERS = [
    r"sign up\b<inbox>.*",
    r"subscribe (?:now |here |today )?(?:to|for) (?:our|the|my|\w+[’']s)\b<inbox>.*",
    r"subscribe to (?:the )?(?-i:[A-Z])[^.!?]{1,50}",
    r"(?:get|receive) (?:all )?(?:of )?(?:the |our )?(?:day[’']s )?"
    r"(?:latest|best|top|biggest|breaking|free|daily|morning|weekly)<inbox>\b.*",
    r"(?:get|download|try|install) (?:our|the) (?:[\w’'-]+ ){0,4}app\b.{0,80}",
    r"never miss an? (?:story|update|headline|post)\b.*",
    r"don[’']t miss (?:our|the|any|another)\b<inbox>.*",
    r"(?:stay|keep) (?:informed|up[ -]to[ -]date|in the know)<inbox>.*",
    r"join (?:our|[\d,.]+\+?) (?:[\w’'-]+ ){0,3}(?:newsletter|mailing list|readers|subscribers|members|community"
    r"|channel"
    r"|group)\b.*",
    r"(?:enter|type) your e-?mail\b.{0,60}",
    r"your e-?mail(?: address)?(?: will not be published.{0,80})?",
    r"invalid e-?mail.{0,20}",
    r"(?:you can|to) (?:unsubscribe|opt out)\b.{0,100}",
    r"(?:already )?(?:a )?(?:subscriber|member|have an account)\?.{0,60}",
    r"(?:subscribe|register|log in|sign in|sign up) (?:now |here )?to "
    r"(?:continue|read|unlock|view|access|keep reading)\b[^!?]{0,80}",
    r"(?:this|our|premium) (?:article|story|content) is (?:(?:only|reserved|available|exclusively) ){0,3}(?:for|to) "
    r"(?:[\w-]+ ){0,2}(?:subscribers|members)\b.{0,60}",
    r"you have \w+ (?:free )?(?:articles?|story|stories) (?:left|remaining).{0,40}",
    r"(?:support|help us|fund) (?:our|independent|quality|local|keep)\b.{0,40}\bjournalism\b.{0,60}",
]
_READERS = [
    r"[\d,.]+[km]? (?:comments?|shares?|views?|likes?|replies|reactions|responses)",
    r"(?:comments?|shares|views|likes)\s?[:(]?\s?[\d,.]+[km]?\)?",
    r"(?:view|show|see|read|load) (?:all )?(?:[\d,.]+ )?(?:more )?comments?(?: ?\(\d+\))?",
    r"(?:what do you think\?.{0,20})?(?:tell us|let us know|have your say|share your \w+|join the (?:debate"
    r"|discussion))\b"
    r".{0,60}\bcomments?\b.{0,40}",
    r"comments? (?:are closed|have to be|will be moderated).{0,150}",
    r"required fields are marked.{0,10}",
]
_RIGHTS = [
    r"(?:©|\(c\) ).{0,250}",
    r"copyright\s*(?:©|\(c\)|\d{4}|the .{1,60}\d{4}|(?-i:[A-Z]{3})|.{0,80}\ball rights reserved\b).{0,250}",
    r"(?:[^.!?,]{1,80}[.|–-]\s?)?all rights reserved\b.{0,150}",
    r"(?:this (?:material|content|article)|no part of this)\b.{0,40}"
    r"\bmay (?:not )?be (?:published|reproduced|copied|rewritten)\b.{0,150}",
    r"(?:reprinted|republished|reproduced|used) (?:here )?(?:with|by) permission\b.{0,60}",
    r"our standards ?:.{0,100}",
    r"(?:the )?(?:views|opinions) expressed (?:in this (?:article|column|piece|post)|here|above)\b.{0,150}",
    r"\(?this (?:story|article|post|piece) (?:was )?(?:first|originally) (?:published|appeared|ran)\b.{0,120}",
    r"\(?this (?:story|article|post) has (?:not )?been (?:updated|edited by)\b.{0,160}",
    r"this is a (?:developing|breaking) (?:news )?story\b.{0,80}",
]
_TOPICS = [
    r"(?:tags?|tagged(?: (?:as|with|in))?|topics?|filed (?:under|in)|categor(?:y|ies)|posted in|keywords?|sections?"
    r"|related topics?)\s?[:|][^.!?]{1,250}",
    r"(?:filed under|posted in|more in) (?-i:[A-Z])\w*(?:,? ?(?-i:[A-Z&])\w*){0,5}",
    r"#\w{2,40}(?:[\s,]{1,3}#\w{2,40}){0,20}",
    r"(?-i:[A-Z])[\w& ]{1,30}(?: [>›»] [\w& ]{2,40}){1,6}",
]
_PAGES = [
    r"page \d{1,3}(?: ?(?:of|/) ?\d{1,3})?",
    r"\d{1,3} ?(?:of|/) ?\d{1,3}",
    r"(?:\d{1,3}\s+){2,12}(?:…|\.\.\.|\d{1,3}|next|last)?",
    r"continued? (?:on|from) (?:the )?(?:next |previous )?(?:page|p\.) ?\w{0,4}",
    r"[«‹<← ]{0,3}(?:previous|prev|next|older|newer)(?: (?:page|article|story|posts?|up))?[»›>→ ]{0,3}",
    r"(?:next|previous)(?: (?:page|article|story|post|up))?\s?:.{1,150}[^.!?]",
    r"(?:this page|this site) (?:is best viewed|was designed)\b.{0,60}",
    r"proudly powered by \w+",
    r"you are visitor number.{0,80}",
]
_PICTURES = [
    r"(?:file )?(?:photo(?:graph)?s?|images?|pictures?|illustration|graphic|credits?|(?:photo|image|picture) credits?)"
    r"(?: ?[:/]| by| courtesy of) ?(?-i:[A-Z@©])(?:[^.!?]|(?<=\b\w)\.){0,100}\.?",
    r"(?:image|media|video|figure) (?:source|caption),.*",
]
_PARTS = {"label": _LABEL, "service": _SERVICE, "inbox": _INBOX, "mail": MAIL}
_KINDS = (
    (
        "also don explore further go listen more must read recommended related see trending up video watch",
        _any_of(_OTHER_ARTICLES, **_PARTS),
    ),
    (
        "advertisement advertisements article brought content paid post presented report scroll sponsored story",
        _any_of(_ADVERTISEMENTS),
    ),
    ("about allow by change cookies enable manage please switch this turn we", _any_of(_CONSENT)),
    (
        "bookmark click connect contact do e email find follow got have join know like listen post print reach save "
        "send share tip tips tweet write",
        _any_of(_SHARING, **_PARTS),
    ),
    (
        "a already don download enter fund get have help install invalid join keep log member never our premium "
        "receive register sign stay subscribe subscriber support this to try type you your",
        _any_of(_OFFERS, **_PARTS),
    ),
    (
        "comment comments have join let likes load read required see share shares show tell view views what",
        _any_of(_READERS),
    ),
    ("all copyright no opinions our reprinted reproduced republished the this used views", _any_of(_RIGHTS)),
    (
        "categories category filed keyword keywords more posted related section sections tag tagged tags topic topics",
        _any_of(_TOPICS),
    ),
    ("continue continued newer next older page prev previous proudly this you", _any_of(_PAGES)),
    (
        "credit credits figure file graphic illustration image images media photo photograph photographs photos "
        "picture pictures video",
        _any_of(_PICTURES),
    ),
)
LINES = tuple(pattern for _, pattern in _KINDS)
"""Patterns of lines that are furniture unless they end by telling who said so."""
LINES_BY_FIRST = {
    word: tuple(pattern for words, pattern in _KINDS if word in words.split())
    for word in _words(" ".join(words for words, _ in _KINDS))
}
"""The same by the word with which such a line begins, where it doesn't begin with a number or a mark."""
IN_HEADINGS = _words(
    "also around don editor editors five from further in keep latest more most other popular read recent recommended "
    "related see similar suggested ten the top trending up what you"
)
"""The words with which headings of lists begin."""
CERTAIN = re.compile(r"(?:(?:READ|SEE) (?:MORE|NEXT|ALSO)|ALSO READ|RELATED(?: ARTICLES?| STOR(?:Y|IES))?) ?[:|].*")
"""Lines that are furniture, whatever they end in."""
WITHIN = re.compile(
    r"[@°]|\s[>›»]\s|all rights reserved| contributed |(?:read|see) (?:more|also)\W{0,4}$"
    r"|(?:wire|agency|services?)\W{0,3}$",
    re.IGNORECASE,
)
"""What is in those that may begin with any word."""
BEFORE_NAMES = _words(
    "additional by compiled contribution contributions edited editing extra file files further graphic graphics input "
    "inputs local original photography reported report reports reporting research source story text the translated "
    "translation with words writing written"
)
DEGREES = re.compile(r"\d ?[°FC]")

_VERB = (
    r"(?:said|says|say|told|tells|wrote|writes|added|adds|asked|asks|warned|warns|argued|argues|claimed|claims"
    r"|announced"
    r"|replied|recalled|explained|insisted|shouted|cried|joked|noted|reported|testified|recounted)"
)
_SAYING = [
    r" (?:(?:[\w’'-]+|[A-Z]\w{0,3}\.) ){1,7}<verb>(?: [^\s,]+){0,9}",
    r" <verb> [^,.!?]{1,80}(?:,[^.!?]{1,80})?",
    r" according to [^.!?]{1,100}",
]
ATTRIBUTED = re.compile(rf"(?:[,?!][\"”’']?|[\"”’'])(?:{'|'.join(_SAYING).replace('<verb>', _VERB)})[.!?][\"”’')\]]*$")
"""A sentence that ends by telling who said it: ", she said." or ", said Ada Lund, a mayor."."""

SAID = re.compile(r", (?:[\w’'.-]+ ){1,4}(?:said|says|added|recalled|explained|wrote)\.$")
"""The same at its shortest: ", she said."."""

WEATHER = _any_of([
    r"(?:(?-i:[A-Z])[\w.’'-]*[:,|]? ){0,3}-?\d{1,3}(?:\.\d)? ?° ?[FC]?(?: ?[/–-] ?-?\d{1,3}(?:\.\d)? ?° ?[FC]?)?"
    r"(?:[\s,|·]{1,3}[\w ,|%:·-]{0,50})?",
    r"-?\d{1,3}(?:\.\d)? ?[FC](?:[\s,|]{1,3}(?:mostly|partly|clear|cloudy|sunny|fair|overcast|rain|snow|fog|haze)\b"
    r"[\w ,|]{0,40})?",
])  # fmt: skip
PLACE = re.compile(r"[A-Z][a-z]+(?:\s[A-Z][a-z]+){0,2}")

_NAME = r"(?:[A-Z][\w’'.-]*(?: (?:de|der|den|van|von|bin|al|el|la|du|da|di|ter|ten|y|[A-Z][\w’'.-]*)){1,5})"
_NAMES = rf"(?P<names>{_NAME}(?:(?:, ?(?:and )?| (?:and|AND|&) ){_NAME}){{0,5}})"
_POST = (
    r"(?:editor|reporter|correspondent|writer|columnist|staff|bureau|desk|analyst|producer|agency|service|wire"
    r"|press|news"
    r"|weekly|times|post)"
)
BYLINE = re.compile(
    rf"(?i:(?:(?:words|text|story|written|reported) )?by):? +{_NAMES}"
    rf"(?:,? ?[\[(<]?{MAIL}[\])>]?|, ?(?:[\w’'-]+ ){{0,4}}(?i:{_POST})(?: [^.!?]{{0,40}})?| in [A-Z][\w ,-]{{1,40}}"
    r"|(?: ?[|·•–—-] ?| on )(?P<rest>.{1,80}))?"
)
SIGNED_WITH_ADDRESS = re.compile(
    rf"(?:(?i:by) +(?P<names>[^.!?@\[(]{{2,80}}?)|(?P<signed>{_NAME})) ?[\[(<]?{MAIL}[\])>]?"
)
POST = re.compile(rf"(?:^|\s){_POST}$", re.IGNORECASE)
"""What somebody is who has a post, not a name."""
IN_NO_NAME = _words("the a is are was were has have no not how why what when who new all my our your")

CREDITED = re.compile(
    r"[\[(–—* -]{0,4}(?:with )?(?:(?:additional|further|original|extra|local) )?(?:reporting|writing|editing|graphics?"
    r"|photography|research|translation|reported|compiled|written|edited|translated|files|inputs?|reports?"
    r"|contributions?"
    r"|source)(?: (?:by|from) |(?<=source): )",
    re.IGNORECASE,
)
IN_CREDITS = _words(
    "additional agencies agency al and at bin bureau by compiled da de del den der di du edited editing el files "
    "for from "
    "in inputs la news of on photography reported reporting reports research services staff ten ter the "
    "translation van "
    "von wire with writing y"
)
CONTRIBUTED = re.compile(r"[A-Z].{2,150} contributed (?:to this (?:report|story|article)|reporting)\b.{0,40}")
AGENCY = re.compile(
    r"(?:The )?(?:[A-Z][\w&’'-]* ){1,3}(?:Wire|Newswire|News Agency|News Service|Press Agency|Wire Service)"
)

_AGENCIES = r"(?:AP|Reuters|AFP|Getty(?: Images)?|EPA|Yonhap|YONHAP|UPI|dpa|PTI|Kyodo|Xinhua)"
_PHOTO = r"(?i:photo|image|picture|credit|photograph|file)"
_CAPITALS = r"(?:[A-Z][\w&’'.-]* ?){1,4}"
_CREDITS = r"(?:(?:[A-Z][\w&’'.-]*|via|for|pool|file|photo|handout),? ?){1,6}"
CAPTION = re.compile(
    "(?:"
    + "|".join([
        rf"\({_AGENCIES} ?(?:[A-Z]\w* ){{0,3}}/ ?{_CREDITS}\)",
        rf"\({_AGENCIES} (?:photo|file|via|Photo|File)\b[^()]{{0,60}}\)",
        rf"\({_PHOTO}s?(?: by|:| courtesy| photo)?[^()]{{0,60}}\)",
        r"\b(?:AFP|Reuters|AP|EPA|Getty Images)/(?:[A-Z][\w.-]* ?){1,4}",
        rf"\({_CAPITALS}/ ?(?:[A-Z][\w’'.-]* ){{1,3}}[A-Z][\w’'.-]*\.?\)",
        rf"(?:[.!?”’\"] |\| ?|[–—] ){_PHOTO}s?(?: credit| Credit)?(?: by|:) ?[A-Z][\w .,&/’'-]{{1,60}}",
        rf"[.!?][”’\"]? [A-Z][\w ]{{2,40}} {_PHOTO} by [A-Z][\w .’'-]{{2,40}}",
    ])
    + r") ?\.?$"
)  # fmt: skip
"""How the caption of a picture ends."""
SIGNED_CAPTION = re.compile(
    r"(?P<credit>\[(?!LAUGHTER|APPLAUSE|CHEER|CROSSTALK|INAUDIBLE|MUSIC|PAUSE|SILENCE|SOUND)[A-Z][A-Z\d ’'&/-]{1,40}\]"
    rf"|[\[(]{_AGENCIES}[\])]) ?\.?$"
)
"""The credit of a picture, or of the whole article where it stands behind its last words."""
CAPTION_START = re.compile(
    r"(?i:in this (?:[\w.,]+ ){0,5}(?:photo|photograph|picture|image|frame ?grab|screen ?grab|screenshot)\b,? "
    r"(?:released"
    r"|provided|taken|made|supplied|issued|distributed|obtained|posted|shared|from|by|dated|combination)\b)"
    r"|(?i:(?:file )?photo: |(?:a )?file (?:photo|picture|image) (?:of|shows)\b)|FILE ?[-–—]|\(FILES?\)|FILE PHOTO"
    r"|(?i:pictured|above|below|left|right|top|bottom): [A-Z]"
)
CREDIT_BEHIND = re.compile(r"\s?[\[(][^\[\]()]{2,60}[\])]\.?$")
ITEM = re.compile(r"(?:[•·▪►‣*–-]|\d{1,2}[.)])\s")
SENTENCE_END = re.compile(r"(?:[.!?…][\"”’')\]]*|[:;,])$")
