using System.Collections.Generic;
using System.Linq;
using SecureGen.Analyzers.Configuration;

namespace SecureGen.Analyzers.Tasks;

/// <summary>What a baseline lacks and what it has too much.</summary>
/// <param name="Stale">Accepted and no longer found.</param>
/// <param name="Added">Found and not accepted.</param>
internal sealed record BaselineChange(IReadOnlyList<BaselineEntry> Stale, IReadOnlyList<BaselineEntry> Added)
{
    public bool IsNone => Stale.Count == 0 && Added.Count == 0;

    public static BaselineChange Between(IReadOnlyCollection<BaselineEntry> known, IReadOnlyCollection<BaselineEntry> found) =>
        new(BaselineWriter.Sort(Without(known, found)), BaselineWriter.Sort(Without(found, known)));

    private static IEnumerable<BaselineEntry> Without(IEnumerable<BaselineEntry> entries, IEnumerable<BaselineEntry> others)
    {
        var counts = others.ToDictionary(entry => entry.Key, entry => entry.Count);
        foreach (var entry in entries)
        {
            var rest = entry.Count - (counts.TryGetValue(entry.Key, out var count) ? count : 0);
            if (rest > 0)
                yield return entry with { Count = rest };
        }
    }
}
