using Microsoft.CodeAnalysis;

namespace SecureGen.Analyzers.Flow;

/// <summary>The methods between the block that is analyzed and the one that is being summarized, and the work that is left below it.</summary>
internal sealed class CallPath
{
    private const int MaxDepth = 6;
    private const int MaxSummaries = 64;

    private readonly CallPath? _caller;
    private readonly IMethodSymbol? _method;
    private readonly int[] _left;

    private CallPath(CallPath? caller, IMethodSymbol? method, int[] left) => (_caller, _method, _left) = (caller, method, left);

    /// <summary>Whether something below was not looked at for recursion, depth or work: what was found there serves this path alone.</summary>
    public bool IsCut { get; private set; }

    public static CallPath Start() => new(null, null, [MaxSummaries]);

    /// <summary>The path to a callee, or null where it would be too long or go in circles.</summary>
    public CallPath? To(IMethodSymbol method)
    {
        var depth = 0;
        for (var current = this; current is not null; current = current._caller)
        {
            if (++depth > MaxDepth || SymbolEqualityComparer.Default.Equals(current._method, method))
                return Cut();
        }

        return --_left[0] < 0 ? Cut() : new CallPath(this, method, _left);
    }

    /// <summary>Takes over from a callee that its result is incomplete.</summary>
    public void Join(CallPath callee) => IsCut |= callee.IsCut;

    private CallPath? Cut()
    {
        IsCut = true;
        return null;
    }
}
