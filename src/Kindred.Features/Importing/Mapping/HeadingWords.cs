using System.Collections.Frozen;
using System.Collections.Immutable;
using Kindred.Domain.Kinds;
using Kindred.Features.Shared;

namespace Kindred.Features.Importing.Mapping;

/// <summary>What headings mean, in the languages that sheets are written in most. One word may mean several places: the first that the kind has holds.</summary>
internal static class HeadingWords
{
    /// <summary>Not a place of a kind.</summary>
    public const string Key = "key", Language = "language", Kind = "kind";

    private static readonly (string Places, string Words)[] Table =
    [
        ("title", "title|name|headline|heading|event name|label|título|titulo|nombre|titre|nom|intitulé|titel|bezeichnung|überschrift|nome|titolo|العنوان|عنوان|الاسم|اسم|tiêu đề|tên|标题|題名|题名|名称"),
        ("otherNames", "other names|alias|aliases|aka|also known as|alternative title|alternative name|alternate name|otros nombres|autres noms|weitere namen|outros nomes|altri nomi|أسماء أخرى|tên khác|别名"),
        ("summary", "summary|abstract|short description|resumen|résumé|zusammenfassung|resumo|riassunto|ملخص|الملخص|tóm tắt|摘要"),
        ("story|transcript", "description|story|text|body|content|details|narrative|full text|descripción|historia|relato|texto|récit|texte|contenu|beschreibung|geschichte|inhalt|descrição|história|descrizione|storia|testo|الوصف|وصف|القصة|النص|mô tả|nội dung|描述|内容|正文"),
        ("transcript|story", "transcript|transcription|transcripción|transkript|transcrição|trascrizione"),
        ("issued|active|when", "date|dates|when|day|year|period|creation date|creation_date|event date|date created|date issued|published|publication date|fecha|fechas|año|cuándo|fecha de publicación|année|quand|date de publication|datum|jahr|wann|zeit|"
            + "erscheinungsdatum|data|ano|quando|data de publicação|anno|data di pubblicazione|التاريخ|تاريخ|السنة|ngày|năm|thời gian|日期|年份|时间"),
        ("opens|when.start", "start date|startdate|start|begin date|begin|date from|from date|opens|fecha de inicio|inicio|date de début|début|startdatum|beginn|anfang|data de início|início|data di inizio|inizio|تاريخ البدء|البداية|ngày bắt đầu|开始日期|开始时间"),
        ("closes|when.end", "end date|enddate|end|date to|to date|until|closes|deadline|fecha de fin|fecha final|date de fin|enddatum|ende|data de fim|data di fine|تاريخ الانتهاء|النهاية|ngày kết thúc|结束日期|结束时间"),
        ("where", "place|location|locations|where|venue|city|town|state|province|region|country|city state|city, state|lugar|ubicación|dónde|ciudad|estado|provincia|región|país|lieu|où|ville|région|pays|ort|wo|stadt|land|bundesland|local|cidade|região|"
            + "luogo|dove|città|regione|paese|المكان|مكان|الموقع|المدينة|الدولة|البلد|địa điểm|thành phố|quốc gia|地点|城市|国家"),
        ("coordinates", "coordinates|coords|latlng|latlngs|lat lng|lat long|lat/long|latlong|geo|gps|geolocation|coordenadas|coordonnées|koordinaten|coordinate|الإحداثيات|إحداثيات|toạ độ|tọa độ|坐标"),
        ("coordinates.latitude", "lat|latitude|latitud|breite|breitengrad|latitudine|خط العرض|vĩ độ|纬度"),
        ("coordinates.longitude", "lon|lng|long|longitude|longitud|länge|längengrad|longitudine|خط الطول|kinh độ|经度"),
        ("organisedBy|coalition|publisher|credits.name", "organizer|organizers|organiser|organisers|organised by|organized by|organisation|organization|organizations|organisations|group|groups|union|unions|host|hosts|sponsor|organizador|organizadores|organizadora|"
            + "organización|organizaciones|convocantes|sindicato|organisateur|organisateurs|organisé par|syndicat|veranstalter|gewerkschaft|gruppe|organização|organizzatore|organizzatori|organizzazione|sindacato|المنظم|المنظمون|المنظمة|الجهة المنظمة|النقابة|đơn vị tổ chức|组织|主办方|工会"),
        ("tookPart|stoodWith", "took part|participating organizations|supporters|allies|endorsers|participaron|aliados|participants organisations|alliés|soutiens|unterstützer|verbündete|apoiadores|sostenitori|المشاركون|الحلفاء|tham gia|参与者"),
        ("participants", "participants|attendance|attendees|number of participants|crowd|crowd size|size|workers|idled|participantes|asistentes|asistencia|número de participantes|nombre de participants|teilnehmer|teilnehmerzahl|teilnehmende|anzahl|comparecimento|partecipanti|"
            + "numero di partecipanti|عدد المشاركين|الحضور|số người tham gia|人数|参加人数"),
        ("participants.low", "participants low|size low|low estimate|size min|estimate low|min participants|participantes mínimo"),
        ("participants.high", "participants high|size high|high estimate|size max|estimate high|max participants|participantes máximo"),
        ("url|sources.url", "url|link|links|web url|web_url|source url|source urls|address|uri|permalink|enlace|enlaces|lien|liens|liste des liens|collegamento|رابط|الرابط|الروابط|liên kết|đường dẫn|链接|网址"),
        ("sources.url", "source|sources|reference|references|citation|fuente|fuentes|referencias|quelle|quellen|fonte|fontes|fonti|المصدر|المصادر|nguồn|来源|参考"),
        ("websites|windows.url|sources.url", "website|websites|web site|homepage|web page|sitio web|página web|site web|site|webseite|sito web|sito|الموقع الإلكتروني|trang web|网站"),
        ("type|form|topics", "type|types|category|categories|genre|item type|form|tipo|tipos|categoría|categoria|catégorie|art|typ|kategorie|النوع|الفئة|loại|thể loại|类型|类别"),
        ("topics", "tags|tag|keywords|keyword|topics|topic|subject|subjects|theme|themes|etiquetas|palabras clave|tema|temas|mots clés|mots-clés|sujets|thèmes|schlagworte|schlagwörter|stichworte|thema|themen|palavras-chave|assuntos|parole chiave|temi|"
            + "الكلمات المفتاحية|الوسوم|المواضيع|الموضوع|từ khoá|từ khóa|chủ đề|关键词|标签|主题"),
        ("creators|wordsBy|credits.name", "author|authors|creator|creators|artist|artists|photographer|first author|first_author|by|autor|autora|autores|autoría|fotógrafo|auteur|auteure|auteurs|photographe|verfasser|verfasserin|fotograf|autore|autori|fotografo|المؤلف|المؤلفون|الكاتب|المصور|tác giả|作者"),
        ("credits.name", "contributor|contributors|credits|colaboradores|contributeurs|mitwirkende|colaborador|collaboratori|المساهمون|người đóng góp|贡献者"),
        ("publisher", "publisher|editorial|éditeur|verlag|editora|editore|الناشر|nhà xuất bản|出版社|出版者"),
        ("container", "journal|magazine|newspaper|publication|publication title|periodical|revista|periódico|revue|zeitschrift|zeitung|jornal|rivista|giornale|المجلة|الصحيفة|tạp chí|期刊|报纸"),
        ("doi", "doi"),
        ("isbn", "isbn"),
        ("volume", "volume|vol|volumen|band|المجلد|卷"),
        ("issue", "issue|number|no|número|numéro|heft|numero|العدد|期"),
        ("pages", "pages|page|páginas|página|seiten|seite|pagine|الصفحات|页"),
        ("rights", "rights|license|licence|copyright|derechos|licencia|droits|rechte|lizenz|direitos|licença|diritti|licenza|الحقوق|الرخصة|bản quyền|版权|许可"),
        ("claims|demands|messages", "claims|demands|struggles|issues|reasons|grievances|demandas|reivindicaciones|revendications|forderungen|reivindicações|rivendicazioni|المطالب|yêu sách|诉求"),
        ("hashtags|topics", "hashtag|hashtags|وسم|هاشتاغ"),
        ("centres|communities|mournedBy", "community|communities|comunidad|comunidades|communauté|communautés|gemeinschaft|gemeinschaften|comunidade|comunità|cộng đồng|社群|社区"),
        ("partOf", "campaign|campaigns|movement|campaña|movimiento|campagne|mouvement|kampagne|bewegung|campanha|movimento|campagna|الحملة|الحركة|chiến dịch|phong trào|运动"),
        ("audiences", "audience|audiences|target|público|publics|zielgruppe|pubblico|الجمهور|đối tượng|受众"),
        ("strategies", "strategy|strategies|tactic|tactics|method|methods|estrategia|estrategias|tácticas|stratégie|tactiques|strategie|taktik|estratégia|táticas|strategia|tattiche|الاستراتيجية|التكتيكات|chiến lược|策略"),
        ("contentNotices", "content notice|content warning|content warnings|trigger warning|aviso de contenido|avertissement|inhaltswarnung|aviso de conteúdo|avviso|تنبيه"),
        (Language, "language|lang|idioma|lengua|langue|sprache|língua|lingua|اللغة|لغة|ngôn ngữ|语言"),
        (Kind, "kind|record kind"),
        (Key, "id|identifier|record id|uuid|slug|case number|accession number|accession_number|call number|call_number|flickr id|identificador|número de registro|identifiant|cote|kennung|signatur|inventarnummer|identificativo|collocazione|المعرف|رقم القيد|mã số|编号"),
    ];

    private static readonly FrozenDictionary<string, ImmutableArray<string>> ByWord = Table
        .SelectMany(one => one.Words.Split('|'), (one, word) => (Word: Folded(word), Places: one.Places.Split('|').ToImmutableArray()))
        .Where(one => one.Word.Length > 0).DistinctBy(one => one.Word).ToFrozenDictionary(one => one.Word, one => one.Places, StringComparer.Ordinal);

    /// <summary>Null: no word of it is known.</summary>
    public static string? Place(string heading, Kind kind, IReadOnlyList<Texts> texts)
    {
        string folded = Folded(heading);
        if (Find(folded) is { } found) return found;
        // As the pages call the field.
        foreach (Field field in kind.Fields.Where(field => field is { IsSaidByOther: false, Type: not FieldType.Notices }))
        {
            if (texts.Any(language => Folded(language.Label(kind.Name, field.Name)) == folded)) return field.Name;
        }

        // The last part of a nested name: dates.start, creator.full_name.
        int dot = heading.LastIndexOf('.');
        if (dot > 0 && (Find(Folded(heading)) ?? Find(Folded(heading[(dot + 1)..])) ?? Find(Folded(heading[..dot]))) is { } part) return part;
        return null;

        string? Find(string words) => ByWord.TryGetValue(words, out ImmutableArray<string> places) ? places.FirstOrDefault(place => place is Key or Language or Kind || FieldPlace.Of(place, kind) is not null) : null;
    }

    /// <summary>camelCase and snake_case come apart; signs don't count.</summary>
    internal static string Folded(string heading)
    {
        System.Text.StringBuilder apart = new(heading.Length + 8);
        for (int at = 0; at < heading.Length; at++)
        {
            if (at > 0 && char.IsAsciiLetterUpper(heading[at]) && char.IsAsciiLetterLower(heading[at - 1])) apart.Append(' ');
            apart.Append(heading[at] == '_' ? ' ' : heading[at]);
        }

        return Step.Folded(apart.ToString());
    }
}
