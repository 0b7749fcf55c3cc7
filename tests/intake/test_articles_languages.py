"""Tests of the Russian and Japanese tables of triggers, on sentences written for them."""

import pytest

from timeline.dates import Span
from timeline.intake.articles.article import Article
from timeline.intake.articles.extractor import Context
from timeline.intake.articles.rules import RuleExtractor
from timeline.names.values import Names

RUSSIAN = """
AGREE occurred Россия и Япония подписали договор в мае.
AGREE occurred Китай заключил контракт с Россией в 2017 году.
AGREE occurred Индия ратифицировала соглашение с Францией.
AGREE occurred Россия и Турция договорились в понедельник.
AGREE occurred Иран согласовал с Россией планы.
CONSULT occurred Путин встретился с Меркель в Москве.
CONSULT planned Путин встретится с Меркель в октябре 2018 года.
CONSULT occurred Россия и Китай провели переговоры в Пекине.
CONSULT occurred Германия и Франция обсудили визит.
CONSULT occurred Япония посетила переговоры с Китаем.
MOBILIZE occurred Россия и Белоруссия провели учения в сентябре 2017 года.
MOBILIZE occurred КНДР запустила ракету в понедельник.
MOBILIZE occurred США развернули войска в Польше.
MOBILIZE occurred Китай направил корабли к Японии.
SANCTION occurred США ввели санкции против Ирана в августе.
SANCTION occurred Канада расширила санкции против России.
SANCTION occurred Россия запретила импорт из Турции.
SANCTION occurred Польша выслала дипломатов России.
SANCTION threatened Китай пригрозил ввести пошлины.
SANCTION planned Япония планирует ввести санкции против КНДР.
CONCEDE occurred США сняли санкции с Судана в 2017 году.
CONCEDE occurred Иран освободил заложников в понедельник.
RETREAT occurred Россия вывела войска из Сирии.
ASSAULT occurred Израиль атаковал Сирию во вторник.
ASSAULT occurred Грузия обстреляла Южную Осетию.
COERCE occurred Турция задержала граждан Германии.
COERCE occurred Китай арестовал граждан Канады.
ANNEXATION occurred Израиль аннексировал Голанские высоты в 1981 году.
LEADERSHIP_CHANGE occurred Франция избрала президента в мае 2017 года.
LEADERSHIP_CHANGE occurred Япония назначила посла.
ACCUSE occurred Украина обвинила Россию в пятницу.
ACCUSE occurred Франция осудила Сирию.
REJECT occurred Иран отверг предложение США.
REQUEST occurred Япония призвала Китай к диалогу.
REQUEST occurred Украина потребовала от России ответа.
SUPPORT occurred Индия поддержала Японию.
SUPPORT occurred Швеция признала Палестину в 2014 году.
AID occurred Япония предоставила помощь Непалу.
PROJECT occurred Россия построила газопровод в Китай.
PROJECT planned Япония планирует построить завод во Вьетнаме.
FORMATION occurred Россия и Казахстан создали союз в 2014 году.
DISASTER occurred В Японии произошло землетрясение.
DISPUTE ongoing Япония и Россия ведут территориальный спор.
STATEMENT occurred Лавров заявил в понедельник, что всё хорошо.
STATEMENT occurred Россия сообщила о планах.
"""
JAPANESE = """
AGREE occurred 日本とロシアは条約に署名した。
AGREE occurred 日本とインドは協定を締結した。
AGREE occurred 日本と中国は昨年、調印した。
AGREE occurred 日本と韓国は合意した。
AGREE occurred 両国のうち日本と米国は一致した。
CONSULT occurred 安倍首相はプーチン大統領と会談した。
CONSULT occurred 日本とロシアは東京で協議した。
CONSULT occurred 安倍首相はロシアを訪問した。
CONSULT planned 日本は来年、中国と首脳会談を行う予定だ。
CONSULT possible 日本は中国と会談する可能性がある。
CONSULT occurred 日本と中国は協議を開いた。
MOBILIZE occurred 日本とインドは演習を行った。
MOBILIZE occurred 北朝鮮はミサイルを発射した。
MOBILIZE occurred 米国は空母を派遣した。
MOBILIZE planned 日本は部隊を派遣する方針だ。
SANCTION occurred 米国はイランに制裁を科した。
SANCTION occurred 米国は中国に関税を課した。
SANCTION occurred ロシアは外交官を追放した。
SANCTION occurred 中国は日本への輸出を停止した。
SANCTION occurred 日本は資産を凍結した。
CONCEDE occurred 米国は制裁を解除した。
CONCEDE occurred トルコは人質を解放した。
RETREAT occurred 米国はイラクから撤退した。
RETREAT occurred 韓国と北朝鮮は停戦した。
ASSAULT occurred ロシアはウクライナに侵攻した。
ASSAULT occurred イスラエルはシリアを空爆した。
ASSAULT occurred イスラエルはシリアを攻撃した。
COERCE occurred 中国はカナダ人を拘束した。
COERCE occurred 北朝鮮は日本人を拉致した。
ANNEXATION occurred ロシアは2014年3月、クリミアを併合した。
LEADERSHIP_CHANGE occurred 安倍晋三は2012年12月、首相に就任した。
LEADERSHIP_CHANGE occurred フランスは選挙を行った。
ACCUSE occurred 中国は日本を非難した。
ACCUSE occurred 日本は韓国に抗議した。
REJECT occurred イランは米国の提案を拒否した。
REQUEST occurred 日本は中国に対話を求めた。
REQUEST occurred ロシアは日本に条約を提案した。
SUPPORT occurred インドは日本を支持した。
SUPPORT occurred 日本は合意を歓迎した。
AID occurred 日本はネパールに資金を供与した。
PROJECT occurred ロシアは工場を建設した。
FORMATION occurred ロシアは2012年、世界貿易機関に加盟した。
DISASTER occurred 2011年3月11日、日本で地震が発生した。
PROTEST occurred 香港でデモを行った。
DISPUTE ongoing 日本とロシアには領土問題がある。
STATEMENT occurred 安倍首相は楽観していると述べた。
STATEMENT occurred 日本は計画を発表した。
"""
CASES = [
    (language, *line.split(" ", 2))
    for language, lines in (("ru", RUSSIAN), ("ja", JAPANESE))
    for line in lines.strip().splitlines()
]


@pytest.mark.parametrize(("language", "kind", "status", "text"), CASES)
def test_a_sentence_tells_an_event(language, kind, status, text):
    """Each of the commonest triggers is proposed with its type and with how real its act is."""
    article = Article(text=text, published=Span.parse("2018-09-17"), language=language)
    events = [one.event for one in RuleExtractor().extract(article, Context(Names()))]

    assert {(kind, status)} <= {(one.type.value, one.status.value) for one in events}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Россия не подписала договор с Японией."),
        ("ru", "Если США введут санкции, цены вырастут."),
        ("ja", "日本は条約に署名していない。"),
    ],
)
def test_what_is_no_event(language, text):
    """Nothing is proposed of what did not happen."""
    article = Article(text=text, published=Span.parse("2018-09-17"), language=language)

    assert () == RuleExtractor().extract(article, Context(Names()))
