using System.Collections.Frozen;
using System.Collections.Immutable;
using Kindred.Features.Importing.Mapping.Dates;

namespace Kindred.Features.Importing.Mapping;

/// <summary>What a column says of who may see its row.</summary>
internal enum VisibilitySense
{
    /// <summary>Yes says that everyone may.</summary>
    Public,

    /// <summary>Yes says that not everyone may.</summary>
    Private,

    /// <summary>Its values say who may.</summary>
    Who,

    /// <summary>Its values say what stands against it; an empty cell, that nothing does.</summary>
    Restriction,

    /// <summary>It may say that, or something else altogether: the status of a record, or of a strike.</summary>
    Perhaps,
}

/// <summary>Headings and values by which other programs, and people in many languages, say that not everyone may see a row. Nothing is made public by them: they only make rows wait.</summary>
internal static class VisibilityWords
{
    private const int MostValues = 50;

    private static readonly (VisibilitySense Sense, string Words)[] Table =
    [
        (VisibilitySense.Public, "public|is public|published|is published|publicly visible|visible|is visible|show|open access|público|es público|pública|publicado|publicada|visible para todos|publié|publique|öffentlich|veröffentlicht|"
            + "sichtbar|publicado em|pubblico|pubblicato|علني|عام|منشور|مرئي|công khai|公开|已发布"),
        (VisibilitySense.Private, "private|is private|hidden|is hidden|restricted|is restricted|confidential|is confidential|sensitive|is sensitive|draft|is draft|unpublished|internal|internal only|not public|do not publish|embargoed|secret|"
            + "privado|privada|es privado|oculto|oculta|restringido|restringida|confidencial|sensible|borrador|no publicar|interno|privé|caché|confidentiel|brouillon|privat|versteckt|vertraulich|gesperrt|entwurf|nicht veröffentlichen|"
            + "rascunho|riservato|bozza|خاص|سري|مخفي|مقيد|مسودة|حساس|لا تنشر|riêng tư|私密|保密|草稿"),
        // AtoM: publicationStatus; CollectiveAccess: access; Mukurtu: sharing protocol, community record; Uwazi: published; Omeka S: is_public.
        (VisibilitySense.Who, "visibility|privacy|privacy level|access level|access|access status|publication status|publishing status|publish status|sharing|sharing setting|sharing settings|audience level|who can see|who may see|"
            + "visibilidad|privacidad|acceso|nivel de acceso|estado de publicación|quién puede ver|visibilité|confidentialité|accès|statut de publication|sichtbarkeit|zugang|zugriff|veröffentlichungsstatus|visibilidade|acesso|visibilità|accesso|"
            + "الظهور|الخصوصية|الوصول|مستوى الوصول|حالة النشر|من يمكنه الرؤية|quyền truy cập|可见性|访问权限|权限"),
        (VisibilitySense.Restriction, "access rights|access conditions|access condition|access restrictions|restrictions on access|restrictions|restriction|conditions of access|conditions governing access|sharing protocol|sharing protocols|protocol|protocols|"
            + "cultural protocol|cultural protocols|permissions|permission|sensitivity|classification level|embargo|embargo until|condiciones de acceso|restricciones|restricciones de acceso|protocolo|protocolos|permisos|embargo hasta|conditions d accès|"
            + "restrictions d accès|zugangsbeschränkung|zugangsbeschränkungen|sperrfrist|condições de acesso|condizioni di accesso|شروط الوصول|القيود|قيود الوصول|البروتوكول|الأذونات"),
        (VisibilitySense.Perhaps, "status|state|record status|item status|review status|workflow|workflow state|stage|flag|flags|rights|estado|situación|statut|état|status des datensatzes|stato|situação|الحالة|حالة|trạng thái|状态"),
    ];

    private static readonly FrozenDictionary<string, VisibilitySense> ByHeading = Table
        .SelectMany(one => one.Words.Split('|'), (one, word) => (Word: HeadingWords.Folded(word), one.Sense)).DistinctBy(one => one.Word).ToFrozenDictionary(one => one.Word, one => one.Sense, StringComparer.Ordinal);

    /// <summary>Values that say that everyone may see the row, as they are written most.</summary>
    private static readonly string[] Everyone =
    [
        "public", "published", "open", "open access", "everyone", "everybody", "anyone", "all", "unrestricted", "none", "no restrictions", "no restriction", "visible", "público", "pública", "publicado", "publicada", "abierto", "abierta", "todos", "sin restricciones",
        "publié", "ouvert", "tous", "aucune", "öffentlich", "veröffentlicht", "offen", "alle", "keine", "aberto", "pubblico", "pubblicato", "aperto", "علني", "عام", "منشور", "مفتوح", "الجميع", "للجميع", "بلا قيود", "công khai", "公开", "已发布",
    ];

    private static readonly FrozenSet<string> NotForAll = new[]
    {
        "private", "draft", "unpublished", "not published", "hidden", "restricted", "confidential", "sensitive", "internal", "embargoed", "under embargo", "pending review", "in review", "under review", "members only", "staff only",
        "keepers", "community only", "secret", "do not publish", "not public", "withheld", "privado", "privada", "borrador", "no publicado", "no publicada", "oculto", "oculta", "restringido", "restringida", "confidencial", "interno",
        "solo miembros", "privé", "brouillon", "non publié", "confidentiel", "restreint", "privat", "entwurf", "unveröffentlicht", "vertraulich", "gesperrt", "intern", "rascunho", "não publicado", "restrito", "bozza", "riservato",
        "خاص", "مسودة", "غير منشور", "مخفي", "مقيد", "سري", "حساس", "قيد المراجعة", "riêng tư", "nháp", "私密", "保密", "草稿", "未发布",
    }.Select(HeadingWords.Folded).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> FoldedEveryone = Everyone.Select(HeadingWords.Folded).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Null: it speaks of something else. Of a nested name the last part counts, too.</summary>
    public static VisibilitySense? Sense(string heading)
    {
        if (ByHeading.TryGetValue(HeadingWords.Folded(heading), out VisibilitySense whole)) return whole;
        // A number that was put behind it, a namespace or what it lies within before it.
        string last = heading[(heading.LastIndexOfAny(['.', ':', '>', '/']) + 1)..];
        if (last.IndexOf('(', StringComparison.Ordinal) is > 0 and var open) last = last[..open];
        return last.Length < heading.Length && ByHeading.TryGetValue(HeadingWords.Folded(last), out VisibilitySense part) ? part : null;
    }

    /// <summary>Values for which nobody needs to read a row first: those that are written most, and those that are in the column itself.</summary>
    /// <param name="values">Of the column, as far as they are known.</param>
    public static ImmutableArray<string> Unless(VisibilitySense sense, IEnumerable<string> values)
    {
        ImmutableArray<string> usual = sense switch
        {
            VisibilitySense.Public => ["true", "yes", "1", "public", "published"],
            VisibilitySense.Private => ["", "false", "no", "0"],
            VisibilitySense.Who => ["public", "published", "open"],
            VisibilitySense.Restriction => ["", "none", "no restrictions", "unrestricted", "open"],
            _ => [""],
        };
        return [.. usual, .. values.Select(value => value.Trim()).Where(value => value.Length is > 0 and < 100 && !MayKeep(sense, value)).Except(usual, StringComparer.OrdinalIgnoreCase).Take(MostValues)];
    }

    /// <summary>It may say that not everyone may see the row.</summary>
    /// <param name="value">Not empty.</param>
    public static bool MayKeep(VisibilitySense sense, string value)
    {
        string folded = HeadingWords.Folded(value);
        return sense switch
        {
            VisibilitySense.Perhaps => NotForAll.Contains(folded),
            // When it was published, more likely than whether.
            VisibilitySense.Public when IsDay(value) => false,
            VisibilitySense.Public => FlagWords.Read(value.Trim()) is not true && !FoldedEveryone.Contains(folded),
            VisibilitySense.Private => FlagWords.Read(value.Trim()) is not false && !FoldedEveryone.Contains(folded),
            _ => !FoldedEveryone.Contains(folded),
        };
    }

    public static bool IsDay(string value) => value.Trim().Length > 3 && (DateReader.Read(value).Edtf is not null || DateReader.OrderIn(value) is not null);
}
