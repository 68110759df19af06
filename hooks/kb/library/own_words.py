"""Our own words on the pages of somebody's library, in its language: `TEXTS`, the one table of them.

A text is its own name, in English. A library in a language of the table gets them translated; in any other language
they stay English, and where a tag may stand they say so (`lang="en"`). `{name}` is filled in; what follows a number has
a row for one and a row for several.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape

from kb.reading.languages import is_right_to_left

LANGUAGES = ("de", "es", "fr", "ja", "ar")
"""Of the columns of the table."""

TEXTS: Mapping[str, tuple[str, str, str, str, str]] = {
    # Counts
    "{n} page": ("{n} Seite", "{n} página", "{n} page", "{n} ページ", "صفحة واحدة"),
    "{n} pages": ("{n} Seiten", "{n} páginas", "{n} pages", "{n} ページ", "{n} من الصفحات"),
    "{n} category": ("{n} Kategorie", "{n} categoría", "{n} catégorie", "{n} カテゴリ", "فئة واحدة"),
    "{n} categories": ("{n} Kategorien", "{n} categorías", "{n} catégories", "{n} カテゴリ", "{n} من الفئات"),
    "{n} framework": ("{n} Framework", "{n} marco", "{n} cadre", "フレームワーク {n} 件", "إطار عمل واحد"),
    "{n} frameworks": ("{n} Frameworks", "{n} marcos", "{n} cadres", "フレームワーク {n} 件", "{n} من أطر العمل"),
    "{n} guest": ("{n} Gast", "{n} invitado", "{n} invité", "ゲスト {n} 人", "ضيف واحد"),
    "{n} guests": ("{n} Gäste", "{n} invitados", "{n} invités", "ゲスト {n} 人", "{n} من الضيوف"),
    "{n} tag": ("{n} Schlagwort", "{n} etiqueta", "{n} étiquette", "タグ {n} 件", "وسم واحد"),
    "{n} tags": ("{n} Schlagwörter", "{n} etiquetas", "{n} étiquettes", "タグ {n} 件", "{n} من الوسوم"),
    "{n} path": ("{n} Lesepfad", "{n} ruta", "{n} parcours", "{n} コース", "مسار واحد"),
    "{n} paths": ("{n} Lesepfade", "{n} rutas", "{n} parcours", "{n} コース", "{n} من المسارات"),
    "{n} line": ("{n} Linie", "{n} línea", "{n} ligne", "{n} 本の線", "خط واحد"),
    "{n} lines": ("{n} Linien", "{n} líneas", "{n} lignes", "{n} 本の線", "{n} من الخطوط"),
    "{n} result": ("{n} Treffer", "{n} resultado", "{n} résultat", "{n} 件", "نتيجة واحدة"),
    "{n} results": ("{n} Treffer", "{n} resultados", "{n} résultats", "{n} 件", "{n} من النتائج"),
    "{n} min": ("{n} Min.", "{n} min", "{n} min", "{n} 分", "{n} د"),
    "{n} more": ("{n} weitere", "{n} más", "{n} de plus", "ほか {n} 件", "{n} أخرى"),
    "All {n}": ("Alle {n}", "Todas ({n})", "Tout voir ({n})", "すべて（{n}）", "الكل ({n})"),
    "{n} minute": ("{n} Minute", "{n} minuto", "{n} minute", "{n} 分", "دقيقة واحدة"),
    "{n} minutes": ("{n} Minuten", "{n} minutos", "{n} minutes", "{n} 分", "{n} من الدقائق"),
    # Where the reader is and may go
    "Home": ("Start", "Inicio", "Accueil", "ホーム", "الرئيسية"),
    "Browse": ("Durchblättern", "Explorar", "Parcourir", "一覧", "تصفح"),
    "Selector": ("Auswahl", "Selector", "Sélecteur", "セレクター", "أداة الاختيار"),
    "About": ("Über", "Acerca de", "À propos", "このサイトについて", "حول"),
    "Map": ("Karte", "Mapa", "Carte", "マップ", "الخريطة"),
    "Tags": ("Schlagwörter", "Etiquetas", "Étiquettes", "タグ", "الوسوم"),
    "Guests": ("Gäste", "Invitados", "Invités", "ゲスト", "الضيوف"),
    "Pages": ("Seiten", "Páginas", "Pages", "ページ", "الصفحات"),
    "Page": ("Seite", "Página", "Page", "ページ", "صفحة"),
    "Categories": ("Kategorien", "Categorías", "Catégories", "カテゴリ", "الفئات"),
    "Category": ("Kategorie", "Categoría", "Catégorie", "カテゴリ", "الفئة"),
    "Search": ("Suchen", "Buscar", "Rechercher", "検索", "بحث"),
    "Where this page stands": (
        "Wo diese Seite steht",
        "Ubicación de esta página",
        "Emplacement de cette page",
        "このページの位置",
        "موضع هذه الصفحة",
    ),
    "On this page": ("Auf dieser Seite", "En esta página", "Sur cette page", "このページの内容", "في هذه الصفحة"),
    "About this page": (
        "Über diese Seite",
        "Acerca de esta página",
        "À propos de cette page",
        "このページについて",
        "حول هذه الصفحة",
    ),
    "Link to this section": (
        "Link zu diesem Abschnitt",
        "Enlace a esta sección",
        "Lien vers cette section",
        "この節へのリンク",
        "رابط إلى هذا القسم",
    ),
    "Jump back to footnote {} in the text": (
        "Zurück zu Fußnote {} im Text",
        "Volver a la nota {} en el texto",
        "Retour à la note {} dans le texte",
        "本文の脚注 {} に戻る",
        "العودة إلى الحاشية {} في النص",
    ),
    "In this folder": (
        "In diesem Ordner",
        "En esta carpeta",
        "Dans ce dossier",
        "このフォルダーの内容",
        "في هذا المجلد",
    ),
    "In this library": (
        "In dieser Sammlung",
        "En esta biblioteca",
        "Dans cette bibliothèque",
        "このライブラリの内容",
        "في هذه المكتبة",
    ),
    "In no folder": ("In keinem Ordner", "Sin carpeta", "Hors dossier", "フォルダーなし", "خارج المجلدات"),
    # The page and what it is tied to
    "Related": ("Verwandt", "Relacionado", "Voir aussi", "関連", "ذات صلة"),
    "Linked from": ("Verlinkt von", "Enlazado desde", "Pages liées", "リンク元", "يشير إليها"),
    "Neighborhood": ("Umgebung", "Entorno", "Voisinage", "つながり", "الجوار"),
    "Neighborhood of {title}": (
        "Umgebung von {title}",
        "Entorno de {title}",
        "Voisinage de {title}",
        "{title} のつながり",
        "جوار {title}",
    ),
    "This page": ("Diese Seite", "Esta página", "Cette page", "このページ", "هذه الصفحة"),
    "See it on the map": (
        "Auf der Karte ansehen",
        "Ver en el mapa",
        "Voir sur la carte",
        "マップで見る",
        "عرضها على الخريطة",
    ),
    "{pages} tied to this one.": (
        "{pages}, mit dieser verbunden.",
        "{pages} en relación con esta.",
        "{pages} en lien avec celle-ci.",
        "このページとつながる {pages}。",
        "{pages} مرتبطة بهذه الصفحة.",
    ),
    "{shown} of {pages} tied to this one.": (
        "{shown} von {pages}, mit dieser verbunden.",
        "{shown} de {pages} en relación con esta.",
        "{shown} sur {pages} en lien avec celle-ci.",
        "このページとつながる {pages}のうち {shown}。",
        "{shown} من أصل {pages} مرتبطة بهذه الصفحة.",
    ),
    "{tied} and {pages} one step further.": (
        "{tied} und {pages} einen Schritt weiter.",
        "{tied} y {pages} un paso más allá.",
        "{tied} et {pages} un pas plus loin.",
        "{tied}と、さらに一歩先の {pages}。",
        "{tied} و{pages} على بعد خطوة أخرى.",
    ),
    "Solid: related.": (
        "Durchgezogen: verwandt.",
        "Continua: relacionado.",
        "Trait plein : voir aussi.",
        "実線：関連。",
        "خط متصل: ذات صلة.",
    ),
    "Dotted: linked in the text.": (
        "Gepunktet: im Text verlinkt.",
        "De puntos: enlazado en el texto.",
        "Pointillé : lien dans le texte.",
        "点線：本文中のリンク。",
        "خط منقط: رابط في النص.",
    ),
    "{title} in the middle, {pages} around it.": (
        "{title} in der Mitte, {pages} darum herum.",
        "{title} en el centro, {pages} alrededor.",
        "{title} au centre, {pages} autour.",
        "中央に {title}、まわりに {pages}。",
        "{title} في الوسط و{pages} حولها.",
    ),
    "{lines} between those pages.": (
        "{lines} zwischen diesen Seiten.",
        "{lines} entre esas páginas.",
        "{lines} entre ces pages.",
        "それらのページの間に {lines}。",
        "{lines} بين تلك الصفحات.",
    ),
    "The lists Related and Linked from beside it name every page tied to this one, with the reason.": (
        "Die Listen daneben nennen jede verbundene Seite mit dem Grund.",
        "Las listas de al lado nombran cada página relacionada, con el motivo.",
        "Les listes à côté nomment chaque page liée, avec la raison.",
        "横の一覧に、つながりのあるすべてのページとその理由があります。",
        "تذكر القوائم المجاورة كل صفحة مرتبطة مع السبب.",
    ),
    "Read first": ("Vorher lesen", "Leer antes", "À lire avant", "先に読む", "تُقرأ أولاً"),
    "Read after": ("Danach lesen", "Leer después", "À lire ensuite", "次に読む", "تُقرأ بعدها"),
    "Alternative": ("Alternative", "Alternativa", "Alternative", "代わりになるもの", "بديل"),
    "Complements": ("Ergänzt", "Complementa", "Complète", "補うもの", "تكمّل"),
    "Contradicts": ("Widerspricht", "Contradice", "Contredit", "矛盾するもの", "تعارض"),
    "Linked in the text": (
        "Im Text verlinkt",
        "Enlazado en el texto",
        "Lien dans le texte",
        "本文中のリンク",
        "رابط في النص",
    ),
    "read first": ("vorher lesen", "leer antes", "à lire avant", "先に読む", "تُقرأ أولاً"),
    "read after": ("danach lesen", "leer después", "à lire ensuite", "次に読む", "تُقرأ بعدها"),
    "prerequisite": ("Vorher lesen", "leer antes", "à lire avant", "先に読む", "تُقرأ أولاً"),
    "leads to": ("danach lesen", "leer después", "à lire ensuite", "次に読む", "تُقرأ بعدها"),
    "alternative": ("Alternative", "alternativa", "alternative", "代わりになるもの", "بديل"),
    "complements": ("ergänzt", "complementa", "complète", "補うもの", "تكمّل"),
    "contradicts": ("widerspricht", "contradice", "contredit", "矛盾するもの", "تعارض"),
    "{n} tie": ("{n} Verbindung", "{n} relación", "{n} lien", "{n} 本のつながり", "رابط واحد"),
    "{n} ties": ("{n} Verbindungen", "{n} relaciones", "{n} liens", "{n} 本のつながり", "{n} من الروابط"),
    "At a glance": ("Auf einen Blick", "De un vistazo", "En bref", "要点", "في لمحة"),
    "Applies when": ("Passt, wenn", "Sirve cuando", "Convient quand", "当てはまる場合", "تصلح عندما"),
    "Does not apply when": (
        "Passt nicht, wenn",
        "No sirve cuando",
        "Ne convient pas quand",
        "当てはまらない場合",
        "لا تصلح عندما",
    ),
    "Source": ("Quelle", "Fuente", "Source", "出典", "المصدر"),
    "Watch at {time}": (
        "Ansehen ab {time}",
        "Ver desde {time}",
        "Voir à {time}",
        "{time} から見る",
        "المشاهدة من {time}",
    ),
    "disputed": ("umstritten", "discutido", "contesté", "異論あり", "محل خلاف"),
    "inference": ("Schlussfolgerung", "inferencia", "déduction", "推論", "استنتاج"),
    "draft": ("Entwurf", "borrador", "brouillon", "下書き", "مسودة"),
    "draft: only you see it, a build leaves it out": (
        "Entwurf: nur Sie sehen ihn, ein Build lässt ihn weg",
        "borrador: solo tú lo ves, la compilación lo omite",
        "brouillon : vous seul le voyez, la génération l'omet",
        "下書き：あなただけに見え、ビルドには含まれません",
        "مسودة: تراها أنت وحدك ولا تدخل في البناء",
    ),
    "Updated": ("Geändert", "Actualizado", "Mis à jour", "更新", "آخر تحديث"),
    "Copy as Markdown": (
        "Als Markdown kopieren",
        "Copiar como Markdown",
        "Copier en Markdown",
        "Markdown としてコピー",
        "نسخ بصيغة Markdown",
    ),
    "Cite this page": (
        "Diese Seite zitieren",
        "Citar esta página",
        "Citer cette page",
        "このページを引用",
        "الاستشهاد بهذه الصفحة",
    ),
    "Copy citation": ("Zitat kopieren", "Copiar la cita", "Copier la citation", "引用をコピー", "نسخ الاستشهاد"),
    "For the idea itself, cite its source: {source}.": (
        "Für den Gedanken selbst die Quelle zitieren: {source}.",
        "Para la idea en sí, cita su fuente: {source}.",
        "Pour l'idée elle-même, citez sa source : {source}.",
        "考えそのものは出典を引用してください：{source}。",
        "للفكرة نفسها، استشهد بمصدرها: {source}.",
    ),
    "Source checked {date}: {how}": (
        "Quelle geprüft am {date}: {how}",
        "Fuente comprobada el {date}: {how}",
        "Source vérifiée le {date} : {how}",
        "出典の確認 {date}：{how}",
        "تم التحقق من المصدر في {date}: {how}",
    ),
    "Wanted page: nobody has written it yet": (
        "Gewünschte Seite: noch nicht geschrieben",
        "Página pendiente: nadie la ha escrito aún",
        "Page souhaitée : personne ne l'a encore écrite",
        "未作成のページ：まだ書かれていません",
        "صفحة مطلوبة: لم يكتبها أحد بعد",
    ),
    "not written yet": ("noch nicht geschrieben", "aún sin escribir", "pas encore écrite", "未作成", "لم تُكتب بعد"),
    "This page is not published yet": (
        "Diese Seite ist noch nicht veröffentlicht",
        "Esta página aún no está publicada",
        "Cette page n'est pas encore publiée",
        "このページはまだ公開されていません",
        "لم تُنشر هذه الصفحة بعد",
    ),
    "In the path {path}, step {n} of {count}.": (
        "Im Lesepfad {path}, Schritt {n} von {count}.",
        "En la ruta {path}, paso {n} de {count}.",
        "Dans le parcours {path}, étape {n} sur {count}.",
        "コース「{path}」の {count} ステップ中 {n} 番目。",
        "في المسار {path}، الخطوة {n} من {count}.",
    ),
    "Previous: {page}": (
        "Vorige: {page}",
        "Anterior: {page}",
        "Précédente : {page}",
        "前：{page}",
        "السابقة: {page}",
    ),
    "Next: {page}": ("Nächste: {page}", "Siguiente: {page}", "Suivante : {page}", "次：{page}", "التالية: {page}"),
    "Reading paths": ("Lesepfade", "Rutas de lectura", "Parcours de lecture", "読むコース", "مسارات القراءة"),
    "reading paths": ("Lesepfade", "rutas de lectura", "parcours de lecture", "読むコース", "مسارات القراءة"),
    "where sources disagree": (
        "wo Quellen sich widersprechen",
        "dónde discrepan las fuentes",
        "où les sources se contredisent",
        "出典の食い違い",
        "مواضع اختلاف المصادر",
    ),
    "Pages in an order, for one purpose. Each step says why it comes where it does.": (
        "Seiten in einer Reihenfolge, für einen Zweck. Jeder Schritt sagt, warum er an seiner Stelle steht.",
        "Páginas en un orden, con un propósito. Cada paso dice por qué está donde está.",
        "Des pages dans un ordre, pour un but. Chaque étape dit pourquoi elle vient à sa place.",
        "一つの目的のために順に並べたページです。各段階に、その位置にある理由が書かれています。",
        "صفحات مرتبة لغرض واحد. تذكر كل خطوة سبب مجيئها في موضعها.",
    ),
    "{pages}, about {minutes}.": (
        "{pages}, etwa {minutes}.",
        "{pages}, unos {minutes}.",
        "{pages}, environ {minutes}.",
        "{pages}、約 {minutes}。",
        "{pages}، نحو {minutes}.",
    ),
    "All reading paths": (
        "Alle Lesepfade",
        "Todas las rutas de lectura",
        "Tous les parcours de lecture",
        "すべての読むコース",
        "كل مسارات القراءة",
    ),
    "what the checks found": (
        "Ergebnis der Prüfungen",
        "lo que hallaron las comprobaciones",
        "ce que les contrôles ont trouvé",
        "検査の結果",
        "ما وجدته الفحوص",
    ),
    # Boxes that their author gave no title
    "Abstract": ("Zusammenfassung", "Resumen", "Résumé", "要約", "ملخص"),
    "Attention": ("Achtung", "Atención", "Attention", "注目", "انتباه"),
    "Bug": ("Fehler", "Error", "Bogue", "不具合", "خلل"),
    "Caution": ("Vorsicht", "Precaución", "Prudence", "警戒", "توخَّ الحذر"),
    "Danger": ("Gefahr", "Peligro", "Danger", "危険", "خطر"),
    "Error": ("Fehler", "Error", "Erreur", "エラー", "خطأ"),
    "Example": ("Beispiel", "Ejemplo", "Exemple", "例", "مثال"),
    "Failure": ("Fehlschlag", "Fallo", "Échec", "失敗", "إخفاق"),
    "Hint": ("Hinweis", "Pista", "Indice", "ヒント", "تلميح"),
    "Important": ("Wichtig", "Importante", "Important", "重要", "مهم"),
    "Info": ("Info", "Información", "Info", "情報", "معلومة"),
    "Note": ("Hinweis", "Nota", "Remarque", "メモ", "ملاحظة"),
    "Quote": ("Zitat", "Cita", "Citation", "引用", "اقتباس"),
    "Success": ("Erfolg", "Éxito", "Réussite", "成功", "نجاح"),
    "Summary": ("Zusammenfassung", "Resumen", "Résumé", "まとめ", "خلاصة"),
    "Tip": ("Tipp", "Consejo", "Astuce", "コツ", "نصيحة"),
    "Todo": ("Zu tun", "Pendiente", "À faire", "やること", "مهمة"),
    "Warning": ("Warnung", "Advertencia", "Avertissement", "警告", "تحذير"),
    # Lists that the build makes
    "Contents": ("Inhalt", "Contenido", "Contenu", "内容", "المحتويات"),
    "Frameworks": ("Frameworks", "Marcos", "Cadres", "フレームワーク", "أطر العمل"),
    "Framework": ("Framework", "Marco", "Cadre", "フレームワーク", "إطار عمل"),
    "Question": ("Frage", "Pregunta", "Question", "質問", "سؤال"),
    "Questions": ("Fragen", "Preguntas", "Questions", "質問", "الأسئلة"),
    "Case": ("Fall", "Caso", "Cas", "事例", "حالة"),
    "Cases": ("Fälle", "Casos", "Cas", "事例", "الحالات"),
    "Other pages": ("Andere Seiten", "Otras páginas", "Autres pages", "その他のページ", "صفحات أخرى"),
    "Pages by category": (
        "Seiten nach Kategorie",
        "Páginas por categoría",
        "Pages par catégorie",
        "カテゴリ別のページ",
        "الصفحات حسب الفئة",
    ),
    "{what} by {guests}": (
        "{what} von {guests}",
        "{what} de {guests}",
        "{what} de {guests}",
        "{guests}による{what}",
        "{what} من {guests}",
    ),
    "{what} in {categories}": (
        "{what} in {categories}",
        "{what} en {categories}",
        "{what} dans {categories}",
        "{categories}・{what}",
        "{what} في {categories}",
    ),
    "{what}, each with its source and with what it is tied to.": (
        "{what}, jede mit Quelle und mit dem, womit sie verbunden ist.",
        "{what}, con su fuente y sus relaciones.",
        "{what}, avec leur source et leurs liens.",
        "{what}。それぞれに出典とつながりがあります。",
        "{what}، لكل منها مصدرها وما ترتبط به.",
    ),
    "{tags}, like the index of a book.": (
        "{tags}, wie im Register eines Buches.",
        "{tags}, como el índice de un libro.",
        "{tags}, comme l'index d'un livre.",
        "{tags}。本の索引のように並びます。",
        "{tags}، كفهرس الكتاب.",
    ),
    "{guests} and what we have of each.": (
        "{guests} und was es von jedem gibt.",
        "{guests} y lo que hay de cada uno.",
        "{guests} et ce qu'il y a de chacun.",
        "{guests}と、それぞれのページ。",
        "{guests} وما لدينا من كل منهم.",
    ),
    "Nothing here yet.": (
        "Hier ist noch nichts.",
        "Aún no hay nada.",
        "Rien pour l'instant.",
        "まだ何もありません。",
        "لا شيء هنا بعد.",
    ),
    "All pages": ("Alle Seiten", "Todas las páginas", "Toutes les pages", "すべてのページ", "كل الصفحات"),
    "by tag": ("nach Schlagwort", "por etiqueta", "par étiquette", "タグ別", "حسب الوسم"),
    "by guest": ("nach Gast", "por invitado", "par invité", "ゲスト別", "حسب الضيف"),
    "wanted pages": (
        "gewünschte Seiten",
        "páginas pendientes",
        "pages souhaitées",
        "未作成のページ",
        "الصفحات المطلوبة",
    ),
    "Wanted pages": (
        "Gewünschte Seiten",
        "Páginas pendientes",
        "Pages souhaitées",
        "未作成のページ",
        "الصفحات المطلوبة",
    ),
    "{pages} that others name and that nobody has written yet, the most wanted first.": (
        "{pages}, von anderen genannt und noch nicht geschrieben, die begehrtesten zuerst.",
        "{pages} que otras nombran y nadie ha escrito aún, las más pedidas primero.",
        "{pages} que d'autres nomment et que personne n'a encore écrites, les plus attendues d'abord.",
        "ほかのページが挙げているのにまだ書かれていない {pages}。求めの多い順です。",
        "{pages} تذكرها صفحات أخرى ولم يكتبها أحد بعد، الأكثر طلباً أولاً.",
    ),
    "Every page that is named exists.": (
        "Jede genannte Seite ist vorhanden.",
        "Todas las páginas nombradas existen.",
        "Chaque page nommée existe.",
        "挙げられたページはすべてあります。",
        "كل صفحة مذكورة موجودة.",
    ),
    "Named by {pages}.": (
        "Genannt von {pages}.",
        "Nombrada por {pages}.",
        "Nommée par {pages}.",
        "挙げているページ：{pages}。",
        "تذكرها {pages}.",
    ),
    "Nearest existing: {pages}.": (
        "Am ähnlichsten: {pages}.",
        "Las más parecidas: {pages}.",
        "Les plus proches : {pages}.",
        "名前の近いページ：{pages}。",
        "الأقرب اسماً: {pages}.",
    ),
    "{pages} and how they are tied to each other.": (
        "{pages} und wie sie miteinander verbunden sind.",
        "{pages} y cómo se relacionan entre sí.",
        "{pages} et leurs liens.",
        "{pages}と、そのつながり。",
        "{pages} وكيف ترتبط ببعضها.",
    ),
    "See also:": ("Auch:", "También:", "Aussi :", "ほかの一覧：", "أيضاً:"),
    "Narrow the list": ("Liste eingrenzen", "Acotar la lista", "Affiner la liste", "一覧を絞り込む", "تضييق القائمة"),
    "Words in title or summary": (
        "Wörter in Titel oder Zusammenfassung",
        "Palabras en el título o el resumen",
        "Mots du titre ou du résumé",
        "題名・要約の語",
        "كلمات في العنوان أو الملخص",
    ),
    "Show all": ("Alle zeigen", "Mostrar todo", "Tout afficher", "すべて表示", "عرض الكل"),
    "No page has all of these. Take one away, or {link}.": (
        "Keine Seite hat all das. Nehmen Sie etwas weg, oder {link}.",
        "Ninguna página cumple todo. Quita algo o {link}.",
        "Aucune page ne réunit tout cela. Retirez un critère, ou {link}.",
        "すべてに当てはまるページはありません。条件を減らすか、{link}。",
        "لا صفحة تجمع كل هذا. أزل شرطاً، أو {link}.",
    ),
    "see which pages are wanted": (
        "sehen Sie die gewünschten Seiten",
        "mira las páginas pendientes",
        "voyez les pages souhaitées",
        "未作成のページを見てください",
        "اطّلع على الصفحات المطلوبة",
    ),
    "Any": ("Alle", "Cualquiera", "Toutes", "すべて", "الكل"),
    "Kind": ("Art", "Tipo", "Type", "種類", "النوع"),
    "Tag": ("Schlagwort", "Etiqueta", "Étiquette", "タグ", "الوسم"),
    "Guest": ("Gast", "Invitado", "Invité", "ゲスト", "الضيف"),
    "Stage": ("Phase", "Etapa", "Phase", "段階", "المرحلة"),
    # The first page
    "In numbers": ("In Zahlen", "En cifras", "En chiffres", "数字で見る", "بالأرقام"),
    "Ways in": ("Zugänge", "Por dónde empezar", "Par où commencer", "入り口", "من أين تبدأ"),
    "page": ("Seite", "página", "page", "ページ", "صفحة"),
    "pages": ("Seiten", "páginas", "pages", "ページ", "صفحات"),
    "guest": ("Gast", "invitado", "invité", "ゲスト", "ضيف"),
    "guests": ("Gäste", "invitados", "invités", "ゲスト", "ضيوف"),
    "link resolved": ("Link aufgelöst", "enlace resuelto", "lien résolu", "解決したリンク", "رابط صالح"),
    "links resolved": ("Links aufgelöst", "enlaces resueltos", "liens résolus", "解決したリンク", "روابط صالحة"),
    "page wanted": ("Seite gewünscht", "página pendiente", "page souhaitée", "未作成のページ", "صفحة مطلوبة"),
    "pages wanted": ("Seiten gewünscht", "páginas pendientes", "pages souhaitées", "未作成のページ", "صفحات مطلوبة"),
    "in {categories}": ("in {categories}", "en {categories}", "dans {categories}", "{categories}", "في {categories}"),
    "whichever way they are written": (
        "wie auch immer geschrieben",
        "se escriban como se escriban",
        "quelle que soit leur forme",
        "どの書き方でも",
        "أياً كانت طريقة كتابتها",
    ),
    "named by others, not written yet": (
        "genannt, noch nicht geschrieben",
        "nombradas, aún sin escribir",
        "nommées, pas encore écrites",
        "挙げられ、まだ書かれていない",
        "مذكورة ولم تُكتب بعد",
    ),
    "every page that is named exists": (
        "jede genannte Seite ist vorhanden",
        "todas las nombradas existen",
        "chaque page nommée existe",
        "挙げられたページはすべてある",
        "كل صفحة مذكورة موجودة",
    ),
    "from {n} episode or text": (
        "aus {n} Folge oder Text",
        "de {n} episodio o texto",
        "de {n} épisode ou texte",
        "{n} 件の回・文章から",
        "من حلقة أو نص واحد",
    ),
    "from {n} episodes and texts": (
        "aus {n} Folgen und Texten",
        "de {n} episodios y textos",
        "de {n} épisodes et textes",
        "{n} 件の回・文章から",
        "من {n} من الحلقات والنصوص",
    ),
    "Follow a path": (
        "Einem Lesepfad folgen",
        "Seguir una ruta",
        "Suivre un parcours",
        "コースに沿って読む",
        "اتبع مساراً",
    ),
    "{paths}, such as {name}.": (
        "{paths}, etwa {name}.",
        "{paths}, como {name}.",
        "{paths}, par exemple {name}.",
        "{paths}（例：{name}）。",
        "{paths}، مثل {name}.",
    ),
    "Every page, filtered by category, guest and tag.": (
        "Jede Seite, nach Kategorie, Gast und Schlagwort gefiltert.",
        "Todas las páginas, por categoría, invitado y etiqueta.",
        "Toutes les pages, par catégorie, invité et étiquette.",
        "全ページをカテゴリ・ゲスト・タグで絞り込めます。",
        "كل الصفحات، مصفاة حسب الفئة والضيف والوسم.",
    ),
    "See the map": ("Die Karte ansehen", "Ver el mapa", "Voir la carte", "マップを見る", "عرض الخريطة"),
    "Every page and what it is tied to.": (
        "Jede Seite und womit sie verbunden ist.",
        "Cada página y sus relaciones.",
        "Chaque page et ses liens.",
        "すべてのページとそのつながり。",
        "كل صفحة وما ترتبط به.",
    ),
    "More": ("Mehr", "Más", "Autres", "その他", "المزيد"),
    "Switch to dark": (
        "Dunkel anzeigen",
        "Cambiar a oscuro",
        "Passer en sombre",
        "暗い配色にする",
        "التبديل إلى الداكن",
    ),
    "Switch to light": (
        "Hell anzeigen",
        "Cambiar a claro",
        "Passer en clair",
        "明るい配色にする",
        "التبديل إلى الفاتح",
    ),
    # The map
    "Map of all pages": (
        "Karte aller Seiten",
        "Mapa de todas las páginas",
        "Carte de toutes les pages",
        "全ページのマップ",
        "خريطة كل الصفحات",
    ),
    "Find on the map": (
        "Auf der Karte finden",
        "Buscar en el mapa",
        "Chercher sur la carte",
        "マップ内を検索",
        "البحث في الخريطة",
    ),
    "Ties": ("Verbindungen", "Relaciones", "Liens", "つながり", "الروابط"),
    "Zoom in": ("Vergrößern", "Acercar", "Agrandir", "拡大", "تكبير"),
    "Zoom out": ("Verkleinern", "Alejar", "Réduire", "縮小", "تصغير"),
    "Show the whole map": (
        "Ganze Karte zeigen",
        "Ver todo el mapa",
        "Afficher toute la carte",
        "マップ全体を表示",
        "عرض الخريطة كاملة",
    ),
    "Drawing the map": (
        "Die Karte wird gezeichnet",
        "Dibujando el mapa",
        "Dessin de la carte",
        "マップを描画中",
        "يجري رسم الخريطة",
    ),
    "Select a page to see what it is tied to. Drag to move; the "
    "wheel zooms while the map has the focus or Ctrl is held. "
    "On the keyboard: arrows go from page to page, Shift with "
    "arrows moves the map, Enter opens, + and − zoom, 0 shows "
    "all, Escape lets go.": (
        "Wählen Sie eine Seite, um zu sehen, womit sie verbunden "
        "ist. Ziehen verschiebt; das Rad vergrößert, solange die "
        "Karte den Fokus hat oder Strg gedrückt ist. Mit der Tastatur: Pfeile gehen von Seite zu Seite, Umschalt mit "
        "Pfeilen verschiebt, Eingabe öffnet, + und − vergrößern und verkleinern, 0 zeigt alles, Escape lässt los.",
        "Elige una página para ver sus relaciones. Arrastra para "
        "mover; la rueda amplía mientras el mapa tiene el foco o "
        "se mantiene Ctrl. Con el teclado: las flechas van de "
        "página en página, Mayús con flechas mueve el mapa, Intro "
        "abre, + y − acercan y alejan, 0 lo muestra todo, Escape suelta.",
        "Choisissez une page pour voir ses liens. Glissez pour "
        "déplacer ; la molette agrandit quand la carte a le focus ou "
        "que Ctrl est tenu. Au clavier : les flèches vont de page en page, Maj et flèches déplacent la carte, Entrée "
        "ouvre, + et − changent l'échelle, 0 montre tout, Échap libère.",
        "ページを選ぶと、つながりが見えます。ドラッグで移動、"
        "マップにフォーカスがあるときや Ctrl を押している間はホイールで拡大縮小。"
        "キーボード：矢印でページ間を移動、Shift＋矢印でマップを移動、"
        "Enter で開く、＋と−で拡大縮小、0 で全体、Esc で解除。",
        "اختر صفحة لترى ما ترتبط به. اسحب للتحريك، والعجلة تكبّر "
        "ما دامت الخريطة نشطة أو كان Ctrl مضغوطاً. بلوحة المفاتيح: "
        "الأسهم تنتقل بين الصفحات، وShift مع الأسهم يحرك الخريطة، "
        "وEnter يفتح، و+ و− للتكبير والتصغير، و0 يعرض الكل، وEsc يلغي.",
    ),
    # No page at this address
    "Not found": ("Nicht gefunden", "No encontrada", "Introuvable", "見つかりません", "غير موجودة"),
    "There is no page at this address": (
        "Unter dieser Adresse gibt es keine Seite",
        "No hay ninguna página en esta dirección",
        "Il n'y a pas de page à cette adresse",
        "このアドレスにはページがありません",
        "لا توجد صفحة في هذا العنوان",
    ),
    "It may have moved, or the address has a slip in it.": (
        "Sie ist umgezogen, oder in der Adresse ist ein Tippfehler.",
        "Puede haberse movido, o la dirección tiene un error.",
        "Elle a peut-être été déplacée, ou l'adresse contient une erreur.",
        "移動したか、アドレスに誤りがあるのかもしれません。",
        "ربما نُقلت، أو في العنوان خطأ.",
    ),
    "The nearest names here": (
        "Die ähnlichsten Namen",
        "Los nombres más parecidos",
        "Les noms les plus proches",
        "近い名前のページ",
        "أقرب الأسماء هنا",
    ),
    "Looking for names like it.": (
        "Ähnliche Namen werden gesucht.",
        "Buscando nombres parecidos.",
        "Recherche de noms proches.",
        "近い名前を探しています。",
        "يجري البحث عن أسماء مشابهة.",
    ),
    "Other ways": ("Andere Wege", "Otros caminos", "Autres chemins", "ほかの行き方", "طرق أخرى"),
    "Type a name, a guest or a topic.": (
        "Einen Namen, einen Gast oder ein Thema eingeben.",
        "Escribe un nombre, un invitado o un tema.",
        "Tapez un nom, un invité ou un sujet.",
        "名前・ゲスト・話題を入力。",
        "اكتب اسماً أو ضيفاً أو موضوعاً.",
    ),
    "Every page, narrowed by category, guest or tag.": (
        "Jede Seite, nach Kategorie, Gast oder Schlagwort.",
        "Todas las páginas, por categoría, invitado o etiqueta.",
        "Toutes les pages, par catégorie, invité ou étiquette.",
        "全ページをカテゴリ・ゲスト・タグで絞り込み。",
        "كل الصفحات، حسب الفئة أو الضيف أو الوسم.",
    ),
    "What {name} is and what is in it.": (
        "Was {name} ist und was darin steht.",
        "Qué es {name} y qué contiene.",
        "Ce qu'est {name} et ce qui s'y trouve.",
        "{name} とは何か、何があるか。",
        "ما هو {name} وما فيه.",
    ),
    # The foot
    "Edit this page": (
        "Diese Seite bearbeiten",
        "Editar esta página",
        "Modifier cette page",
        "このページを編集",
        "تحرير هذه الصفحة",
    ),
    "This page as Markdown": (
        "Diese Seite als Markdown",
        "Esta página en Markdown",
        "Cette page en Markdown",
        "このページの Markdown",
        "هذه الصفحة بصيغة Markdown",
    ),
    "Library as JSON": (
        "Sammlung als JSON",
        "Biblioteca en JSON",
        "Bibliothèque en JSON",
        "ライブラリの JSON",
        "المكتبة بصيغة JSON",
    ),
    "Keep this site offline": (
        "Diese Seiten offline behalten",
        "Guardar este sitio sin conexión",
        "Garder ce site hors ligne",
        "このサイトをオフラインで保存",
        "حفظ هذا الموقع دون اتصال",
    ),
    "Made with Motionbook.": (
        "Mit Motionbook gemacht.",
        "Hecho con Motionbook.",
        "Fait avec Motionbook.",
        "Motionbook で作成。",
        "أُنشئ بواسطة Motionbook.",
    ),
    "A part of this page did not load, so the selector, search and previews do not answer.": (
        "Ein Teil dieser Seite wurde nicht geladen, daher antworten Suche und Vorschau nicht.",
        "Una parte de esta página no se cargó, así que la búsqueda y las vistas previas no responden.",
        "Une partie de cette page n'a pas été chargée : la recherche et les aperçus ne répondent pas.",
        "このページの一部が読み込まれなかったため、検索とプレビューは使えません。",
        "لم يُحمَّل جزء من هذه الصفحة، لذا لا يعمل البحث ولا المعاينات.",
    ),
    "{link} to try again; your answers are kept. All there is to read is here without it.": (
        "{link}, um es noch einmal zu versuchen. Alles zum Lesen ist auch so da.",
        "{link} para intentarlo de nuevo. Todo lo que hay para leer está aquí de todos modos.",
        "{link} pour réessayer. Tout ce qui se lit est là malgré tout.",
        "{link}と、もう一度試せます。本文はこのままでもすべて読めます。",
        "{link} للمحاولة مجدداً. كل ما يُقرأ متاح هنا رغم ذلك.",
    ),
    "Reload the page": (
        "Laden Sie die Seite neu",
        "Recarga la página",
        "Rechargez la page",
        "ページを再読み込みする",
        "أعد تحميل الصفحة",
    ),
}

SCRIPT_TEXTS: Mapping[str, tuple[str, str, str, str, str]] = {
    "Search the library": (
        "Sammlung durchsuchen",
        "Buscar en la biblioteca",
        "Rechercher dans la bibliothèque",
        "ライブラリを検索",
        "البحث في المكتبة",
    ),
    "Results": ("Treffer", "Resultados", "Résultats", "検索結果", "النتائج"),
    "Close": ("Schließen", "Cerrar", "Fermer", "閉じる", "إغلاق"),
    "Loading the index…": (
        "Der Index wird geladen …",
        "Cargando el índice…",
        "Chargement de l'index…",
        "索引を読み込み中…",
        "يجري تحميل الفهرس…",
    ),
    "Search could not be loaded. Type again to retry, or browse the list of all pages.": (
        "Die Suche wurde nicht geladen. Tippen Sie weiter, um es noch "
        "einmal zu versuchen, oder blättern Sie durch alle Seiten.",
        "La búsqueda no se pudo cargar. Escribe de nuevo para reintentar, o explora la lista de páginas.",
        "La recherche n'a pas pu être chargée. Tapez encore pour réessayer, ou parcourez la liste des pages.",
        "検索を読み込めませんでした。もう一度入力するか、ページ一覧をご覧ください。",
        "تعذر تحميل البحث. اكتب مجدداً للمحاولة، أو تصفح قائمة الصفحات.",
    ),
    "Browse everything": ("Alles durchblättern", "Explorar todo", "Tout parcourir", "すべてを見る", "تصفح الكل"),
    "↑ ↓ to choose, Enter to open, Esc to close": (
        "↑ ↓ wählt, Eingabe öffnet, Esc schließt",
        "↑ ↓ elige, Intro abre, Esc cierra",
        "↑ ↓ pour choisir, Entrée pour ouvrir, Échap pour fermer",
        "↑ ↓ で選択、Enter で開く、Esc で閉じる",
        "↑ ↓ للاختيار، Enter للفتح، Esc للإغلاق",
    ),
    "The index of texts could not be loaded, so only names were searched.": (
        "Der Index der Texte wurde nicht geladen, daher wurden nur Namen durchsucht.",
        "El índice de textos no se pudo cargar, así que solo se buscaron nombres.",
        "L'index des textes n'a pas pu être chargé : seuls les noms ont été cherchés.",
        "本文の索引を読み込めなかったため、名前だけを検索しました。",
        "تعذر تحميل فهرس النصوص، فاقتصر البحث على الأسماء.",
    ),
    "Show {n} more": (
        "{n} weitere zeigen",
        "Mostrar {n} más",
        "Afficher {n} de plus",
        "さらに {n} 件表示",
        "عرض {n} أخرى",
    ),
    "No results": ("Keine Treffer", "Sin resultados", "Aucun résultat", "見つかりません", "لا نتائج"),
    "No page has “{typed}”; this is “{meant}”.": (
        "Keine Seite enthält „{typed}“; dies ist „{meant}“.",
        "Ninguna página tiene «{typed}»; esto es «{meant}».",
        "Aucune page ne contient « {typed} » ; voici « {meant} ».",
        "「{typed}」を含むページはありません。「{meant}」の結果です。",
        "لا صفحة فيها «{typed}»؛ هذه نتائج «{meant}».",
    ),
    "Ask in your own words, or type a name, a person or a company.": (
        "Fragen Sie in eigenen Worten, oder geben Sie einen Namen ein.",
        "Pregunta con tus palabras, o escribe un nombre.",
        "Demandez avec vos mots, ou tapez un nom.",
        "自分の言葉で尋ねるか、名前を入力してください。",
        "اسأل بكلماتك، أو اكتب اسماً.",
    ),
    "No page has all of these filters.": (
        "Keine Seite passt zu allen Filtern.",
        "Ninguna página cumple todos los filtros.",
        "Aucune page ne correspond à tous les filtres.",
        "すべての条件に当てはまるページはありません。",
        "لا صفحة توافق كل المرشحات.",
    ),
    "Show all {n} without filters": (
        "Alle {n} ohne Filter zeigen",
        "Mostrar las {n} sin filtros",
        "Afficher les {n} sans filtres",
        "条件なしで {n} 件すべて表示",
        "عرض الكل ({n}) دون مرشحات",
    ),
    "Nothing is found for “{query}”.": (
        "Nichts gefunden zu „{query}“.",
        "No se encuentra nada para «{query}».",
        "Rien n'a été trouvé pour « {query} ».",
        "「{query}」は見つかりませんでした。",
        "لم يُعثر على شيء لـ«{query}».",
    ),
    "“{name}” is named by other pages, and nobody has written it yet.": (
        "„{name}“ wird von anderen Seiten genannt und ist noch nicht geschrieben.",
        "Otras páginas nombran «{name}», y nadie la ha escrito aún.",
        "« {name} » est nommée par d'autres pages, et personne ne l'a encore écrite.",
        "「{name}」はほかのページで挙げられていますが、まだ書かれていません。",
        "تذكر صفحات أخرى «{name}» ولم يكتبها أحد بعد.",
    ),
    "See who wants it": (
        "Wer sie nennt",
        "Ver quién la nombra",
        "Voir qui la nomme",
        "挙げているページを見る",
        "عرض من يذكرها",
    ),
    "Pages with a similar name:": (
        "Seiten mit ähnlichem Namen:",
        "Páginas con un nombre parecido:",
        "Pages au nom proche :",
        "名前の近いページ：",
        "صفحات بأسماء مشابهة:",
    ),
    "Try fewer words, or the name of a person or a company.": (
        "Versuchen Sie weniger Wörter oder einen Namen.",
        "Prueba con menos palabras, o con un nombre.",
        "Essayez moins de mots, ou un nom.",
        "語を減らすか、名前で試してください。",
        "جرّب كلمات أقل، أو اسماً.",
    ),
    "Clear filters": ("Filter aufheben", "Quitar los filtros", "Effacer les filtres", "条件を解除", "إزالة المرشحات"),
    "Filters": ("Filter", "Filtros", "Filtres", "絞り込み", "المرشحات"),
    "Guides": ("Seiten", "Páginas", "Pages", "ページ", "صفحات"),
    "Lists": ("Listen", "Listas", "Listes", "一覧", "القوائم"),
    "Best matches": ("Beste Treffer", "Mejores resultados", "Meilleurs résultats", "最も近いもの", "أفضل النتائج"),
    "Matches": ("Treffer", "Resultados", "Résultats", "一致したもの", "النتائج"),
    "{shown} of {n} pages": (
        "{shown} von {n} Seiten",
        "{shown} de {n} páginas",
        "{shown} sur {n} pages",
        "{n} ページ中 {shown}",
        "{shown} من أصل {n} من الصفحات",
    ),
    "Not in this library, so left out: {names}.": (
        "Nicht in dieser Sammlung, daher weggelassen: {names}.",
        "No está en esta biblioteca, se ha omitido: {names}.",
        "Absent de cette bibliothèque, donc omis : {names}.",
        "このライブラリにないため除きました：{names}。",
        "ليس في هذه المكتبة فأُهمل: {names}.",
    ),
    "Copied.": ("Kopiert.", "Copiado.", "Copié.", "コピーしました。", "نُسخ."),
    "Your browser did not allow it. Select the text and copy it.": (
        "Ihr Browser hat es nicht erlaubt. Markieren und kopieren Sie den Text.",
        "Tu navegador no lo permitió. Selecciona el texto y cópialo.",
        "Votre navigateur ne l'a pas permis. Sélectionnez le texte et copiez-le.",
        "ブラウザーが許可しませんでした。文章を選択してコピーしてください。",
        "لم يسمح متصفحك بذلك. حدد النص وانسخه.",
    ),
    "That did not work. Open “This page as Markdown” below and copy it there.": (
        "Das ging nicht. Öffnen Sie unten „Diese Seite als Markdown“ und kopieren Sie dort.",
        "No funcionó. Abre «Esta página en Markdown» abajo y cópiala ahí.",
        "Cela n'a pas marché. Ouvrez « Cette page en Markdown » en bas et copiez-la là.",
        "うまくいきませんでした。下の「このページの Markdown」を開いてコピーしてください。",
        "لم ينجح ذلك. افتح «هذه الصفحة بصيغة Markdown» في الأسفل وانسخها من هناك.",
    ),
    "No name here is like it.": (
        "Kein Name hier ist ähnlich.",
        "Ningún nombre se le parece.",
        "Aucun nom ne lui ressemble.",
        "近い名前はありません。",
        "لا اسم هنا يشبهه.",
    ),
    "The link was changed on its way; here is the page it was made on.": (
        "Der Link wurde unterwegs verändert; hier ist die Seite, von der er stammt.",
        "El enlace cambió por el camino; aquí está su página.",
        "Le lien a été modifié en route ; voici sa page.",
        "リンクが途中で変わったようです。元のページを開きます。",
        "تغيّر الرابط في الطريق؛ هذه هي صفحته.",
    ),
    "The list of names could not be loaded.": (
        "Die Liste der Namen wurde nicht geladen.",
        "La lista de nombres no se pudo cargar.",
        "La liste des noms n'a pas pu être chargée.",
        "名前の一覧を読み込めませんでした。",
        "تعذر تحميل قائمة الأسماء.",
    ),
    "The site was updated since this page was loaded. Reload to go on; your answers are kept.": (
        "Die Seiten wurden inzwischen erneuert. Laden Sie neu, um fortzufahren.",
        "El sitio se actualizó después de cargar esta página. Recarga para continuar.",
        "Le site a été mis à jour depuis. Rechargez pour continuer.",
        "このページを開いた後にサイトが更新されました。再読み込みしてください。",
        "حُدّث الموقع بعد تحميل هذه الصفحة. أعد التحميل للمتابعة.",
    ),
    "Reload": ("Neu laden", "Recargar", "Recharger", "再読み込み", "إعادة التحميل"),
    "tied to {n}": ("mit {n} verbunden", "{n} relaciones", "{n} liens", "つながり {n} 件", "مرتبطة بـ {n}"),
    "No page on the map has these words in its title or category.": (
        "Keine Seite der Karte hat diese Wörter in Titel oder Kategorie.",
        "Ninguna página del mapa tiene esas palabras en su título o categoría.",
        "Aucune page de la carte n'a ces mots dans son titre ou sa catégorie.",
        "題名やカテゴリにこの語を含むページはマップにありません。",
        "لا صفحة في الخريطة تحوي هذه الكلمات في عنوانها أو فئتها.",
    ),
    "Open the page": ("Seite öffnen", "Abrir la página", "Ouvrir la page", "ページを開く", "فتح الصفحة"),
    "Tied to 1 page": (
        "Mit 1 Seite verbunden",
        "Relacionada con 1 página",
        "Liée à 1 page",
        "1 ページとつながり",
        "مرتبطة بصفحة واحدة",
    ),
    "Tied to {n} pages": (
        "Mit {n} Seiten verbunden",
        "Relacionada con {n} páginas",
        "Liée à {n} pages",
        "{n} ページとつながり",
        "مرتبطة بـ {n} من الصفحات",
    ),
    "Mentioned here": ("Hier erwähnt", "Mencionada aquí", "Mentionnée ici", "ここで言及", "مذكورة هنا"),
    "Links here": ("Verlinkt hierher", "Enlaza aquí", "Pointe ici", "ここへのリンク元", "تشير إلى هنا"),
    "The map could not be drawn. The list below has every page; reload to try again.": (
        "Die Karte konnte nicht gezeichnet werden. Die Liste unten "
        "hat jede Seite; laden Sie neu, um es noch einmal zu versuchen.",
        "El mapa no se pudo dibujar. La lista de abajo tiene todas las páginas; recarga para reintentar.",
        "La carte n'a pas pu être dessinée. La liste ci-dessous a toutes les pages ; rechargez pour réessayer.",
        "マップを描画できませんでした。下の一覧に全ページがあります。再読み込みすると再試行します。",
        "تعذر رسم الخريطة. القائمة أدناه فيها كل الصفحات؛ أعد التحميل للمحاولة.",
    ),
    "Keeping the site on this device.": (
        "Die Seiten werden auf diesem Gerät abgelegt.",
        "Guardando el sitio en este dispositivo.",
        "Enregistrement du site sur cet appareil.",
        "このデバイスに保存しています。",
        "يجري حفظ الموقع على هذا الجهاز.",
    ),
    "Keeping the site on this device: {done} of {total} files.": (
        "Die Seiten werden auf diesem Gerät abgelegt: {done} von {total} Dateien.",
        "Guardando el sitio en este dispositivo: {done} de {total} archivos.",
        "Enregistrement du site sur cet appareil : {done} fichiers sur {total}.",
        "このデバイスに保存しています：{total} 件中 {done} 件。",
        "يجري حفظ الموقع على هذا الجهاز: {done} من أصل {total} ملف.",
    ),
    "Kept offline: every page opens without a network.": (
        "Offline abgelegt: jede Seite öffnet sich ohne Netz.",
        "Guardado: todas las páginas se abren sin conexión.",
        "Gardé hors ligne : chaque page s'ouvre sans réseau.",
        "保存しました。どのページもネットワークなしで開きます。",
        "حُفظ: تُفتح كل صفحة دون شبكة.",
    ),
    "Read before this page": (
        "Vor dieser Seite lesen",
        "Leer antes de esta página",
        "À lire avant cette page",
        "このページの前に読む",
        "تُقرأ قبل هذه الصفحة",
    ),
    "Read after this page": (
        "Nach dieser Seite lesen",
        "Leer después de esta página",
        "À lire après cette page",
        "このページの後に読む",
        "تُقرأ بعد هذه الصفحة",
    ),
    "Alternative to this page": (
        "Alternative zu dieser Seite",
        "Alternativa a esta página",
        "Alternative à cette page",
        "このページの代わり",
        "بديل لهذه الصفحة",
    ),
    "Complements this page": (
        "Ergänzt diese Seite",
        "Complementa esta página",
        "Complète cette page",
        "このページを補う",
        "تكمّل هذه الصفحة",
    ),
    "Contradicts this page": (
        "Widerspricht dieser Seite",
        "Contradice esta página",
        "Contredit cette page",
        "このページと矛盾する",
        "تعارض هذه الصفحة",
    ),
    "Related to this page": (
        "Verwandt mit dieser Seite",
        "Relacionada con esta página",
        "En lien avec cette page",
        "このページに関連",
        "ذات صلة بهذه الصفحة",
    ),
    "Mentioned on this page": (
        "Auf dieser Seite erwähnt",
        "Mencionada en esta página",
        "Mentionnée sur cette page",
        "このページで言及",
        "مذكورة في هذه الصفحة",
    ),
    "Links to this page": (
        "Verlinkt auf diese Seite",
        "Enlaza a esta página",
        "Pointe vers cette page",
        "このページへのリンク元",
        "تشير إلى هذه الصفحة",
    ),
}
"""What only scripts say; a page in another language than English brings them, with `SHARED` of the table above."""

SHARED = (
    "{n} page",
    "{n} pages",
    "{n} result",
    "{n} results",
    "{n} tie",
    "{n} ties",
    "Any",
    "Tags",
    "Guests",
    "Wanted pages",
    "Kind",
    "Category",
    "Guest",
    "Tag",
    "Stage",
    "Page",
    "Framework",
    "Frameworks",
    "Question",
    "Questions",
    "Case",
    "Cases",
    "Related",
    "Read first",
    "Read after",
    "Alternative",
    "Complements",
    "Contradicts",
    "Keep this site offline",
)
"""What scripts say besides."""


_DATES = {
    "en": (
        "{day} {month} {year}",
        "{month} {year}",
        "January February March April May June July August September October November December",
    ),
    "de": (
        "{day}. {month} {year}",
        "{month} {year}",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    ),
    "es": (
        "{day} de {month} de {year}",
        "{month} de {year}",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    "fr": (
        "{day} {month} {year}",
        "{month} {year}",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ),
    "ja": ("{year}年{month}月{day}日", "{year}年{month}月", "1 2 3 4 5 6 7 8 9 10 11 12"),
    "ar": (
        "{day} {month} {year}",
        "{month} {year}",
        "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
    ),
}
"""Of each language how a day and a month are written, and the names of the months."""


@dataclass(frozen=True, slots=True)
class Words:
    """Our own words as the pages of one library say them."""

    language: str
    """Of the library; empty for English."""

    @property
    def is_english(self) -> bool:
        """Whether they stay as they are written."""
        return _base(self.language) not in LANGUAGES

    @property
    def is_known(self) -> bool:
        """Whether they are in the library's language: else they stay English."""
        base = _base(self.language)
        return base in ("", "en") or base in LANGUAGES

    def say(self, text: str, **values: object) -> str:
        """A text of the table, filled in."""
        base = _base(self.language)
        if base in LANGUAGES:
            text = (TEXTS.get(text) or SCRIPT_TEXTS[text])[LANGUAGES.index(base)]
        return _PLACE.sub(lambda match: str(values[match[1]]), text) if values else text

    def date(self, text: str) -> str:
        """`2023`, `April 2023` or `9 April 2023` for a date such as 2023-04-09, as far as it says."""
        year, *rest = (int(part) for part in text.split("-"))
        if not rest:
            return text
        base = _base(self.language)
        day_form, month_form, months = _DATES.get(base, _DATES["en"])
        month = months.split()[rest[0] - 1]
        if len(rest) == 1:
            return month_form.format(month=month, year=year)
        return day_form.format(day="1er" if base == "fr" and rest[1] == 1 else rest[1], month=month, year=year)

    def count(self, number: int, one: str, many: str) -> str:
        """`1 page`, `1,204 pages`, by the rows `{n} page` and `{n} pages`."""
        return self.say(f"{{n}} {one if number == 1 else many}", n=f"{number:,}")

    def mark_count(self, number: int, one: str, many: str) -> str:
        """A count as HTML that says its language."""
        return self.mark(f"{{n}} {one if number == 1 else many}", n=f"{number:,}")

    def for_styles(self) -> str:
        """What style sheets say, as a rule; empty where they say it in English."""
        return "" if self.is_english else f':root{{--not-written:"{self.say("not written yet")}"}}'

    def for_scripts(self) -> str:
        """What scripts say, as JSON by the English text; empty where they say it in English."""
        if self.is_english:
            return ""
        texts = {text: self.say(text) for text in (*SCRIPT_TEXTS, *SHARED)}
        return json.dumps(texts, ensure_ascii=False, separators=(",", ":"))

    def name(self, text: str) -> str:
        """As `mark`, where the text may be the author's: that stays as it is."""
        return self.mark(text) if text in TEXTS else escape(text, quote=False)

    @property
    def attributes(self) -> str:
        """For a tag that holds nothing but our own words."""
        if self.is_known:
            return ""
        return ' lang="en" dir="ltr"' if is_right_to_left(self.language) else ' lang="en"'

    def mark(self, text: str, **values: object) -> str:
        """A text as HTML that says its language where it is another than the library's; the values are HTML."""
        said = escape(self.say(text), quote=False)
        said = _PLACE.sub(lambda match: str(values[match[1]]), said) if values else said
        if self.is_known:
            return said
        return f"<span{self.attributes}>{said}</span>"


_PLACE = re.compile(r"\{(\w+)\}")


def _base(language: str) -> str:
    return language.partition("-")[0].lower()


@cache
def words_in(language: str) -> Words:
    """Our own words for a library in a language."""
    return Words(language)
