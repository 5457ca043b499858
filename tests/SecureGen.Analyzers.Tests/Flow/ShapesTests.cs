using System.Linq;
using System.Threading.Tasks;
using SecureGen.Analyzers.Benchmarks.Code;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Files.UnvalidatedPathCombine, SecureGen.Analyzers.CodeFixes.Rules.Files.UnvalidatedPathCombineFix>;

namespace SecureGen.Analyzers.Tests.Flow;

/// <summary>Shapes of code on which analyses of flow are known to take minutes: each comes to an end, and to the right one. What they cost is measured by the benchmark.</summary>
public class ShapesTests
{
    public static TheoryData<string> Shapes => new(HardShapes.All.Select(shape => shape.Name));

    [Theory]
    [MemberData(nameof(Shapes))]
    public Task A_hard_shape_is_analyzed_to_its_end(string shape)
    {
        var (_, size, write) = HardShapes.All.Single(known => known.Name == shape);
        return Verify.VerifyAnalyzerAsync(write(size));
    }
}
