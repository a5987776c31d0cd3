using System.Collections.Concurrent;
using Kindred.Domain.Kinds;

namespace Kindred.Features.Shared;

/// <summary>The texts with the words that the archive declared for kinds, fields and terms of its own, under the keys of those that come with Kindred. Made once for
/// each language and declaration.</summary>
public sealed class OwnTexts(KindList kinds, CurrentSettings settings)
{
    private volatile Held? held;

    public Texts Over(Texts texts)
    {
        KindSet now = kinds.Now;
        if (now.Own.IsEmpty) return texts;
        string archives = settings.Value.Languages is [{ } first, ..] ? first : Texts.Source;
        Held known = held is { } kept && kept.Kinds == now && kept.Language == archives ? kept : held = new Held(now, archives);
        return known.ByLanguage.GetOrAdd(texts.Language, _ => Of(now, texts, archives));
    }

    /// <param name="archives">The archive's language: its words stand where there are none in the reader's.</param>
    public static Texts Of(KindSet kinds, Texts texts, string archives)
    {
        if (kinds.Own.IsEmpty) return texts;
        Dictionary<string, string> words = new(StringComparer.Ordinal);
        foreach (OwnKind kind in kinds.Own.Kinds)
        {
            foreach (string what in KindSet.IsBuiltIn(kind.Name) ? [] : new[] { "one", "many", "about" }) words[$"kind.{kind.Name}.{what}"] = kind.Words.In(texts.Language, archives, what) ?? "";
            foreach (OwnField field in kind.Fields)
            {
                string label = field.Words.In(texts.Language, archives, "label") ?? field.Name;
                words[$"field.{kind.Name}.{field.Name}.label"] = label;
                words[$"field.{kind.Name}.{field.Name}.help"] = field.Words.In(texts.Language, archives, "help") ?? "";
                words.TryAdd($"field.{field.Name}.label", label);
                words.TryAdd($"field.{field.Name}.help", "");
                words.TryAdd($"field.facet.{field.Name}.label", label);
            }
        }

        foreach (OwnVocabulary vocabulary in kinds.Own.Vocabularies)
        {
            foreach (OwnTerm term in vocabulary.Terms.Where(term => term.Now is null && !term.Words.ByLanguage.IsEmpty))
            {
                string key = $"term.{vocabulary.Name}.{term.Id}";
                // What comes with Kindred in the reader's language is nearer than another language's own word.
                // A term that decides who reads something says nothing else than it does.
                bool isSaidHere = term.Words[texts.Language, "label"] is not null && !OwnKindsCheck.IsFixed(vocabulary.Name);
                if (isSaidHere || !texts.Has(key) || texts.IsFallback(key)) words[key] = term.Words.In(texts.Language, archives, "label") ?? term.Id;
            }

            foreach ((string old, string now) in kinds.Vocabulary(vocabulary.Name).MovedTerms)
                words[$"term.{vocabulary.Name}.{old}"] = words.GetValueOrDefault($"term.{vocabulary.Name}.{now}") ?? texts[$"term.{vocabulary.Name}.{now}"];
        }

        return texts.With(words, kinds.Mark + archives);
    }

    private sealed record Held(KindSet Kinds, string Language)
    {
        public ConcurrentDictionary<string, Texts> ByLanguage { get; } = new(StringComparer.Ordinal);
    }
}
