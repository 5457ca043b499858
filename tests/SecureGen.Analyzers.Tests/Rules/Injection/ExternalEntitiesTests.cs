using System;
using System.Threading.Tasks;
using SecureGen.Analyzers.CodeFixes.Rules.Injection;
using SecureGen.Analyzers.Rules.Injection;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Injection.ExternalEntities, SecureGen.Analyzers.CodeFixes.Rules.Injection.ExternalEntitiesFix>;

namespace SecureGen.Analyzers.Tests.Rules.Injection;

public class ExternalEntitiesTests
{
    private static string InClass(string body) => $$"""
        using System; using System.IO; using System.Xml; using System.Xml.Schema; using System.Xml.XPath; using System.Xml.Xsl;

        class Own { public DtdProcessing DtdProcessing { get; set; } public XmlResolver? XmlResolver { get; set; } }

        class Reader
        {
            private const DtdProcessing Dtd = DtdProcessing.Parse;
            private static readonly XmlUrlResolver Shared = new XmlUrlResolver();
            private readonly XmlDocument document = new XmlDocument();
            void Read(Stream stream, XmlReaderSettings s, XmlDocument d, XmlTextReader r, XmlResolver given, XsltSettings xslt, XslCompiledTransform transform, XmlSchemaSet schemas, Own own, DtdProcessing processing)
            {
                {{body}}
            }
        }
        """;

    [Theory]
    [InlineData("[|s.DtdProcessing = DtdProcessing.Parse|]; s.XmlResolver = new XmlUrlResolver();")]
    [InlineData("_ = new XmlReaderSettings { [|DtdProcessing = DtdProcessing.Parse|], XmlResolver = new XmlUrlResolver() };")]
    [InlineData("XmlReaderSettings made = new() { XmlResolver = Shared, [|DtdProcessing = (DtdProcessing)2|] };")]
    [InlineData("var made = new XmlReaderSettings { [|DtdProcessing = Dtd|] }; made.XmlResolver = new XmlUrlResolver();")]
    [InlineData("var made = new XmlReaderSettings(); made.XmlResolver = new XmlUrlResolver(); [|made.DtdProcessing = DtdProcessing.Parse|]; XmlReader.Create(stream, made);")]
    [InlineData("var resolver = new XmlUrlResolver(); [|s.DtdProcessing = DtdProcessing.Parse|]; s.XmlResolver = resolver;")]
    [InlineData("_ = XmlReader.Create(stream, new XmlReaderSettings { [|DtdProcessing = DtdProcessing.Parse|], XmlResolver = XmlResolver.FileSystemResolver });")]
    [InlineData("_ = new XmlReaderSettings { [|DtdProcessing = DtdProcessing.Parse|], MaxCharactersFromEntities = 0 };")]
    [InlineData("[|d.XmlResolver = new XmlUrlResolver()|]; d.Load(stream);")]
    [InlineData("_ = new XmlDocument { [|XmlResolver = new XmlUrlResolver()|] };")]
    [InlineData("[|document.XmlResolver = Shared|];")]
    [InlineData("_ = new XmlTextReader(stream) { [|XmlResolver = new XmlUrlResolver()|] };")]
    [InlineData("[|r.DtdProcessing = DtdProcessing.Parse|]; r.XmlResolver = new XmlUrlResolver();")]
    [InlineData("transform.Load(XmlReader.Create(stream), [|XsltSettings.TrustedXslt|], null); transform.Transform(XmlReader.Create(stream), null, XmlWriter.Create(stream), new XmlUrlResolver());")]
    [InlineData("_ = new XsltSettings([|true|], enableScript: true); transform.Transform(XmlReader.Create(stream), null, XmlWriter.Create(stream), Shared);")]
    [InlineData("XmlReaderSettings made; made = new XmlReaderSettings { [|DtdProcessing = DtdProcessing.Parse|] }; made.XmlResolver = new XmlUrlResolver { Credentials = null };")]
    [InlineData("Func<XmlReaderSettings> make = () => new() { [|DtdProcessing = DtdProcessing.Parse|], XmlResolver = new XmlUrlResolver() };")]
    public Task A_document_that_may_fetch_is_found(string body) => Verify.VerifyAnalyzerAsync(InClass(body));

    [Theory]
    [InlineData("s.DtdProcessing = DtdProcessing.Parse;")]
    [InlineData("s.DtdProcessing = DtdProcessing.Parse; s.XmlResolver = null;")]
    [InlineData("s.DtdProcessing = DtdProcessing.Prohibit; s.XmlResolver = new XmlUrlResolver();")]
    [InlineData("s.DtdProcessing = DtdProcessing.Ignore; s.XmlResolver = new XmlUrlResolver();")]
    [InlineData("s.XmlResolver = new XmlUrlResolver(); s.ValidationType = ValidationType.Schema;")]
    [InlineData("s.DtdProcessing = DtdProcessing.Parse; s.XmlResolver = given;")]
    [InlineData("s.DtdProcessing = DtdProcessing.Parse; d.Load(stream); schemas.XmlResolver = new XmlUrlResolver();")]
    [InlineData("s.DtdProcessing = DtdProcessing.Parse; s.MaxCharactersFromEntities = 1024;")]
    [InlineData("s.DtdProcessing = processing; s.XmlResolver = new XmlUrlResolver();")]
    [InlineData("d.XmlResolver = null; d.Load(stream);")]
    [InlineData("d.LoadXml(\"<a/>\"); _ = new XPathDocument(stream);")]
    [InlineData("r.XmlResolver = new XmlUrlResolver(); r.DtdProcessing = DtdProcessing.Prohibit;")]
    [InlineData("own.DtdProcessing = DtdProcessing.Parse; own.XmlResolver = new XmlUrlResolver();")]
    [InlineData("if (s.DtdProcessing == DtdProcessing.Parse) { }")]
    [InlineData("_ = new XsltSettings(false, false); _ = XsltSettings.Default; xslt.EnableScript = false;")]
    [InlineData("transform.Load(XmlReader.Create(stream), null, new XmlUrlResolver());")]
    [InlineData("xslt.EnableDocumentFunction = true; xslt.EnableScript = true; transform.Load(XmlReader.Create(stream), XsltSettings.TrustedXslt, new XmlUrlResolver());")]
    public Task A_document_that_fetches_nothing_is_silent(string body) => Verify.VerifyAnalyzerAsync(InClass(body));

    [Theory]
    [InlineData("4.5.1", "[|s.DtdProcessing = DtdProcessing.Parse|];")]
    [InlineData("4.0", "[|s.ProhibitDtd = false|];")]
    [InlineData("4.5", "_ = new XmlTextReader(stream) { [|DtdProcessing = DtdProcessing.Parse|] };")]
    [InlineData("4.5", "s.DtdProcessing = DtdProcessing.Parse; s.XmlResolver = null;")]
    [InlineData("4.5", "s.DtdProcessing = DtdProcessing.Prohibit; s.ProhibitDtd = true;")]
    [InlineData("4.5.2", "s.DtdProcessing = DtdProcessing.Parse; _ = new XmlTextReader(stream) { DtdProcessing = DtdProcessing.Parse };")]
    [InlineData("4.8", "s.ProhibitDtd = false; [|d.XmlResolver = new XmlUrlResolver()|];")]
    [InlineData("no number", "s.DtdProcessing = DtdProcessing.Parse;")]
    public Task What_is_built_for_an_older_framework_brings_a_resolver(string version, string body) => Verify.VerifyAnalyzerAsync(
        "#pragma warning disable CS0618\n" + InClass(body).Replace("class Own", "[assembly: System.Runtime.Versioning.TargetFramework(\".NETFramework,Version=v" + version + "\")]\nclass Own", StringComparison.Ordinal),
        ReferenceAssemblies.NetStandard20);

    [Fact]
    public Task A_library_may_run_where_style_sheets_have_scripts() => Verify.VerifyAnalyzerAsync(
        InClass("s.DtdProcessing = DtdProcessing.Parse; [|xslt.EnableDocumentFunction = true|]; [|xslt.EnableScript = true|]; _ = new XsltSettings([|true|], false); transform.Load(XmlReader.Create(stream), [|XsltSettings.TrustedXslt|], null);"),
        ReferenceAssemblies.NetStandard20);

    [Fact]
    public Task A_test_project_may_read_what_it_likes() => Verify.VerifyAnalyzerAsync(InClass("d.XmlResolver = new XmlUrlResolver();"), ReferenceAssemblies.Net100.With("xunit.core"));

    [Theory]
    [InlineData("[|s.DtdProcessing = DtdProcessing.Parse|]; s.XmlResolver = new XmlUrlResolver(); // a", "s.DtdProcessing = DtdProcessing.Prohibit; s.XmlResolver = new XmlUrlResolver(); // a")]
    [InlineData("_ = new XmlReaderSettings { /* all */ [|DtdProcessing = DtdProcessing.Parse|], XmlResolver = Shared };", "_ = new XmlReaderSettings { /* all */ DtdProcessing = DtdProcessing.Prohibit, XmlResolver = Shared };")]
    [InlineData("[|d.XmlResolver = new XmlUrlResolver()|]; [|document.XmlResolver = Shared|];", "d.XmlResolver = null; document.XmlResolver = null;")]
    [InlineData(
        "_ = new XsltSettings([|true|], false); transform.Load(XmlReader.Create(stream), [|XsltSettings.TrustedXslt|], null); transform.Transform(XmlReader.Create(stream), null, XmlWriter.Create(stream), Shared);",
        "_ = new XsltSettings(false, false); transform.Load(XmlReader.Create(stream), XsltSettings.Default, null); transform.Transform(XmlReader.Create(stream), null, XmlWriter.Create(stream), Shared);")]
    public Task The_fix_fetches_nothing(string body, string result) => Verify.VerifyCodeFixAsync(InClass(body), InClass(result));

    [Fact]
    public Task The_fix_compiles_on_netstandard() => Verify.VerifyCodeFixAsync(
        "class C { void M(System.Xml.XmlReaderSettings s) { [|s.DtdProcessing = (System.Xml.DtdProcessing)2|]; s.XmlResolver = new System.Xml.XmlUrlResolver(); } }",
        "using System.Xml;\n\nclass C { void M(System.Xml.XmlReaderSettings s) { s.DtdProcessing = DtdProcessing.Prohibit; s.XmlResolver = new System.Xml.XmlUrlResolver(); } }",
        references: ReferenceAssemblies.NetStandard20);

    [Theory]
    [InlineData("s.DtdProcessing = DtdProcessing.Parse; s.XmlResolver = ")]
    [InlineData("_ = new XmlReaderSettings { DtdProcessing = , XmlResolver = new XmlUrlResolver( };")]
    [InlineData("= new XmlUrlResolver(); new XsltSettings(true, );")]
    public async Task Half_typed_code_throws_nothing(string body) =>
        await new CSharpCodeFixTest<ExternalEntities, ExternalEntitiesFix> { TestCode = InClass(body), RequireCompilable = false }.FindingsAsync();
}
