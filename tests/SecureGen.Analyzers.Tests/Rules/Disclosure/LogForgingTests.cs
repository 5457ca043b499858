using System.Threading.Tasks;
using SecureGen.Analyzers.Tests.Verification;
using Xunit;
using Verify = SecureGen.Analyzers.Tests.Verification.RuleVerifier<SecureGen.Analyzers.Rules.Disclosure.LogForging, SecureGen.Analyzers.CodeFixes.Rules.Disclosure.LogForgingFix>;

namespace SecureGen.Analyzers.Tests.Rules.Disclosure;

public class LogForgingTests
{
    private static readonly ReferenceAssemblies Serilog = ReferenceAssemblies.Net100.With("Serilog");
    private static readonly ReferenceAssemblies NLog = ReferenceAssemblies.Net100.With("NLog");

    private static string Action(string body) => $$"""
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Microsoft.AspNetCore.Mvc;
        using Microsoft.Extensions.Logging;

        public record Model(string Name, int Id);

        public class ImagesController(ILogger<ImagesController> logger) : ControllerBase
        {
            private const string Prefix = "images: ";
            private readonly string _host = "a";

            public async Task<IActionResult> Get(string name, string other, int id, DateTime time, Model model, string[] tags, Exception exception)
            {
                await Task.Yield();
                {{body}}
                return Ok();
            }

            private static string GetState(string value) => value;
        }
        """;

    private static string WithSerilog(string body) => $$"""
        using System;
        using Microsoft.AspNetCore.Mvc;
        using Serilog;
        using Serilog.Events;

        public class ImagesController(ILogger logger) : ControllerBase
        {
            public IActionResult Get(string name, int id, Exception exception)
            {
                {{body}}
                return Ok();
            }
        }
        """;

    private static string WithNLog(string body) => $$"""
        using System;
        using Microsoft.AspNetCore.Mvc;
        using NLog;

        public class ImagesController : ControllerBase
        {
            private static readonly Logger logger = LogManager.GetCurrentClassLogger();
            private readonly ILogger log = LogManager.GetCurrentClassLogger();

            public IActionResult Get(string name, int id, Exception exception)
            {
                {{body}}
                return Ok();
            }
        }
        """;

    [Theory]
    [InlineData("logger.LogInformation([|$\"got {name}\"|]);")]
    [InlineData("logger.LogInformation([|\"got \" + name|]);")]
    [InlineData("logger.LogInformation([|name|]);")]
    [InlineData("logger.LogInformation([|string.Format(\"got {0}\", name)|]);")]
    [InlineData("logger.LogInformation([|string.Concat(\"got \", name)|]);")]
    [InlineData("logger.LogTrace([|$\"got {name}\"|]);")]
    [InlineData("logger.LogDebug([|$\"got {name}\"|]);")]
    [InlineData("logger.LogWarning([|$\"got {name}\"|]);")]
    [InlineData("logger.LogError(exception, [|$\"got {name}\"|]);")]
    [InlineData("logger.LogCritical(new EventId(1), exception, [|$\"got {name}\"|]);")]
    [InlineData("logger.Log(LogLevel.Error, [|$\"got {name}\"|]);")]
    [InlineData("logger.Log(LogLevel.Error, new EventId(1), exception, [|$\"got {name}\"|]);")]
    [InlineData("LoggerExtensions.LogInformation(logger, [|$\"got {name}\"|]);")]
    [InlineData("var text = $\"got {name}\"; logger.LogInformation([|text|]);")]
    [InlineData("var text = \"got \"; text += name; logger.LogInformation([|text|]);")]
    [InlineData("logger.LogInformation([|$\"got {name} {{Id}}\"|], id);")]
    [InlineData("logger.LogInformation([|$\"got {model.Name}\"|]);")]
    [InlineData("logger.LogInformation([|$\"got {Request.Query[\"q\"]}\"|]);")]
    [InlineData("logger.LogInformation([|$\"got {Request.Path}\"|]);")]
    [InlineData("logger.LogInformation([|\"agent \" + Request.Headers.UserAgent|]);")]
    [InlineData("logger.LogInformation([|$\"got {name.Trim()}\"|]);")]
    [InlineData("logger.LogInformation([|$\"got {string.Join(\", \", tags)}\"|]);")]
    [InlineData("((Microsoft.Extensions.Logging.ILogger)logger).LogInformation([|$\"\"\"got {name}\"\"\"|]);")]
    [InlineData("logger.LogInformation([|$@\"got {name}\"|]);")]
    public Task Untrusted_text_in_a_template_is_found(string body) => Verify.VerifyAnalyzerAsync(Action(body));

    [Theory]
    [InlineData("logger.LogInformation(\"got {Name}\", name);")]
    [InlineData("logger.LogInformation(\"got {Name} {Other}\", name, other);")]
    [InlineData("logger.LogInformation(Prefix + \"{Name}\", name);")]
    [InlineData("logger.LogInformation($\"{Prefix} {{Name}}\", name);")]
    [InlineData("logger.LogInformation($\"got {id}\");")]
    [InlineData("logger.LogInformation($\"got {time:O}\");")]
    [InlineData("logger.LogInformation($\"got {model.Id}\");")]
    [InlineData("logger.LogInformation($\"got {name.Length}\");")]
    [InlineData("logger.LogInformation($\"got {_host}\");")]
    [InlineData("logger.LogInformation($\"got {tags.Length}\");")]
    [InlineData("logger.LogInformation($\"got {int.Parse(name)}\");")]
    [InlineData("logger.LogInformation(\"got it\");")]
    [InlineData("logger.LogError(exception, \"got {Name}\", name);")]
    [InlineData("logger.LogError(exception, exception.Message);")]
    [InlineData("if (name is \"a\" or \"b\") logger.LogInformation($\"got {name}\");")]
    [InlineData("if (name == \"a\") logger.LogInformation($\"got {name}\");")]
    [InlineData("var text = name; text = \"x\"; logger.LogInformation(text);")]
    [InlineData("logger.BeginScope(\"got {Name}\", name);")]
    [InlineData("Console.WriteLine($\"got {name}\");")]
    [InlineData("System.Diagnostics.Debug.WriteLine($\"got {name}\");")]
    [InlineData("throw new InvalidOperationException($\"got {name}\");")]
    [InlineData("logger.LogInformation(name == null ? \"none\" : \"some\");")]
    [InlineData("logger.LogInformation(name switch { \"a\" => \"is a\", _ => \"other\" });")]
    public Task A_constant_template_or_a_harmless_value_is_silent(string body) => Verify.VerifyAnalyzerAsync(Action(body));

    [Theory]
    [InlineData("[|$\"got {name}\"|]", "\"got {Name}\", name")]
    [InlineData("[|$\"got {name} at {time:O}\"|]", "\"got {Name} at {Time:O}\", name, time")]
    [InlineData("[|$\"got {name,-10} {id,5:N0}\"|]", "\"got {Name,-10} {Id,5:N0}\", name, id")]
    [InlineData("[|\"got \" + name + \" of \" + id|]", "\"got {Name} of {Id}\", name, id")]
    [InlineData("[|$\"got {name}\" + \" of \" + id|]", "\"got {Name} of {Id}\", name, id")]
    [InlineData("[|name|]", "\"{Name}\", name")]
    [InlineData("[|$\"{name} {name}\"|]", "\"{Name} {Name2}\", name, name")]
    [InlineData("[|$\"{model.Name} {model.Id} {name}\"|]", "\"{ModelName} {ModelId} {Name}\", model.Name, model.Id, name")]
    [InlineData("[|$\"{{json}} {name}\"|]", "\"{{json}} {Name}\", name")]
    [InlineData("[|\"{json} \" + name|]", "\"{{json}} {Name}\", name")]
    [InlineData("[|$$\"\"\"{json} \"{{name}}\" \"\"\"|]", "\"{{json}} \\\"{Name}\\\" \", name")]
    [InlineData("[|$@\"C:\\{name}\"|]", "\"C:\\\\{Name}\", name")]
    [InlineData("[|$\"{_host} {name}\"|]", "\"{Host} {Name}\", _host, name")]
    [InlineData("[|$\"{name} {GetState(other)}\"|]", "\"{Name} {State}\", name, GetState(other)")]
    [InlineData("[|$\"{name.Trim()} {name.Length}\"|]", "\"{Name} {NameLength}\", name.Trim(), name.Length")]
    [InlineData("[|$\"{(id > 0 ? name : other)}\"|]", "\"{Value}\", id > 0 ? name : other")]
    [InlineData("[|$\"{name ?? \"none\"}\"|]", "\"{Name}\", name ?? \"none\"")]
    [InlineData("[|$\"{Request.Query[\"api-version\"]}\"|]", "\"{ApiVersion}\", Request.Query[\"api-version\"].ToString()")]
    [InlineData("[|$\"{name} {await Task.FromResult(id)}\"|]", "\"{Name} {Id}\", name, await Task.FromResult(id)", "FromResult")]
    [InlineData("[|$\"{name} {nameof(Get)}\"|]", "\"{Name} {Get}\", name, nameof(Get)")]
    [InlineData("[|$\"{\"a\"} {name}\"|]", "\"a {Name}\", name")]
    [InlineData("[|$\"{name.AsSpan(1)} {id}\"|]", "\"{Name} {Id}\", name.AsSpan(1).ToString(), id")]
    [InlineData("[|string.Format(\"{0} of {1:N0}\", name, id)|]", "\"{Name} of {Id:N0}\", name, id")]
    [InlineData("[|string.Concat(\"got \", name)|]", "\"got {Name}\", name")]
    [InlineData("[|$\"got {name} {{Id}}\"|], id", "\"got {Name} {Id}\", name, id")]
    [InlineData("[|$\"{{Id}} got {name}\"|], id", "\"{Id} got {Name}\", id, name")]
    [InlineData("[|$\"{{Name}} got {name}\"|], id", "\"{Name} got {Name2}\", id, name")]
    [InlineData("exception, [|$\"got {name}\"|]", "exception, \"got {Name}\", name")]
    [InlineData("new EventId(1), exception, [|$\"got {name}\"|]", "new EventId(1), exception, \"got {Name}\", name")]
    [InlineData("\n            exception, // why\n            [|$\"got {name}\"|]", "\n            exception, // why\n            \"got {Name}\", name")]
    [InlineData("[|$\"got {name}\"|] /* here */", "\"got {Name}\" /* here */, name")]
    public async Task Every_value_becomes_a_named_placeholder(string arguments, string result, string? named = null)
    {
        if (named is not null)
            result = result.Replace("{Id}", "{" + named + "}");
        await Verify.VerifyCodeFixAsync(Action($"logger.LogInformation({arguments});"), Action($"logger.LogInformation({result});"), "SGA5004.Placeholder");
        await Verify.VerifyCodeFixAsync(Action($"logger.LogInformation({arguments});"), Action($"logger.LogInformation({result});"), "SGA5004.Placeholder", ReferenceAssemblies.Net80);
    }

    [Theory]
    [InlineData("var text = $\"got {name}\"; logger.LogInformation([|text|]);", "var text = $\"got {name}\"; logger.LogInformation(\"{Text}\", text);")]
    [InlineData("logger.Log(LogLevel.Error, exception, [|$\"got {name}\"|]);", "logger.Log(LogLevel.Error, exception, \"got {Name}\", name);")]
    [InlineData("LoggerExtensions.LogInformation(logger, [|$\"got {name}\"|]);", "LoggerExtensions.LogInformation(logger, \"got {Name}\", name);")]
    [InlineData("logger.LogInformation([|$\"a {name}\"|]); logger.LogInformation([|\"b \" + other|]); // both", "logger.LogInformation(\"a {Name}\", name); logger.LogInformation(\"b {Other}\", other); // both")]
    [InlineData("logger?.LogInformation([|$\"got {name}\"|]);", "logger?.LogInformation(\"got {Name}\", name);")]
    [InlineData("logger.LogInformation([|id > 0 ? $\"got {name}\" : \"none\"|]);", "logger.LogInformation(\"{Value}\", id > 0 ? $\"got {name}\" : \"none\");")]
    [InlineData("Action log = () => logger.LogInformation([|$\"got {name}\"|]);", "Action log = () => logger.LogInformation(\"got {Name}\", name);")]
    [InlineData("logger.LogInformation([|$\"got {name}\" +\n            $\" at {time:HH:mm}\"|]);", "logger.LogInformation(\"got {Name} at {Time:HH:mm}\", name, time);")]
    [InlineData("logger.LogInformation([|$\"got {(int.TryParse(name, out var n) ? n : 0)} {name}\"|]); _ = n;", "logger.LogInformation(\"got {Value} {Name}\", int.TryParse(name, out var n) ? n : 0, name); _ = n;")]
    [InlineData("logger.LogInformation([|$\"got {name}\\n\"|]);", "logger.LogInformation(\"got {Name}\\n\", name);")]
    public Task Every_way_to_call_the_logger_is_fixed(string body, string result) => Verify.VerifyCodeFixAsync(Action(body), Action(result), "SGA5004.Placeholder");

    [Theory]
    [InlineData("logger.LogInformation([|name|], id);")]
    [InlineData("logger.LogInformation([|$\"got {name} {{0}}\"|], id);")]
    [InlineData("logger.LogInformation([|$\"got {name} {{A}} {{B}}\"|], id);")]
    [InlineData("logger.LogInformation([|$\"got {name} {{A}}\"|], id, time);")]
    [InlineData("logger.LogInformation([|$\"got {name} {{A}}\"|], id++);")]
    [InlineData("logger.LogInformation([|$\"got {name} {{A}}\"|], new object[] { id });")]
    [InlineData("logger.LogInformation(message: [|$\"got {name}\"|]);")]
    [InlineData("logger.LogInformation([|\"got \" /* who */ + name|]);")]
    [InlineData("dynamic any = id; logger.LogInformation([|$\"got {name} {(object)any} {any}\"|]);")]
    public Task No_fix_is_offered_where_the_order_of_values_is_not_clear(string body) => Verify.VerifyNoCodeFixAsync(Action(body));

    [Theory]
    [InlineData("logger.Information([|$\"got {name} {id:N0}\"|]);", "logger.Information(\"got {Name} {Id:N0}\", name, id);")]
    [InlineData("logger.Error(exception, [|\"got \" + name|]);", "logger.Error(exception, \"got {Name}\", name);")]
    [InlineData("logger.Write(LogEventLevel.Error, [|$\"got {name}\"|]);", "logger.Write(LogEventLevel.Error, \"got {Name}\", name);")]
    [InlineData("Log.Warning([|$\"got {name}\"|]);", "Log.Warning(\"got {Name}\", name);")]
    [InlineData("Log.ForContext<ImagesController>().Debug([|$\"got {name} {{Id}}\"|], id);", "Log.ForContext<ImagesController>().Debug(\"got {Name} {Id}\", name, id);")]
    [InlineData("Log.Fatal([|name|]); Log.Verbose(\"got {Name}\", name); Log.Information($\"got {id}\");", "Log.Fatal(\"{Name}\", name); Log.Verbose(\"got {Name}\", name); Log.Information($\"got {id}\");")]
    public Task Serilog_is_found_and_fixed(string body, string result) => Verify.VerifyCodeFixAsync(WithSerilog(body), WithSerilog(result), "SGA5004.Placeholder", Serilog);

    [Theory]
    [InlineData("logger.Info([|$\"got {name} {id:N0}\"|]);", "logger.Info(\"got {Name} {Id:N0}\", name, id);")]
    [InlineData("logger.Error(exception, [|\"got \" + name|]);", "logger.Error(exception, \"got {Name}\", name);")]
    [InlineData("logger.Log(LogLevel.Warn, [|$\"got {name}\"|]);", "logger.Log(LogLevel.Warn, \"got {Name}\", name);")]
    [InlineData("log.Debug([|$\"got {name}\"|]);", "log.Debug(\"got {Name}\", name);")]
    [InlineData("log.Fatal([|name|]); log.Trace(\"got {Name}\", name); log.Info($\"got {id}\");", "log.Fatal(\"{Name}\", name); log.Trace(\"got {Name}\", name); log.Info($\"got {id}\");")]
    public Task NLog_is_found_and_fixed(string body, string result) => Verify.VerifyCodeFixAsync(WithNLog(body), WithNLog(result), "SGA5004.Placeholder", NLog);

    [Fact]
    public Task A_library_is_found_and_fixed() => Verify.VerifyCodeFixAsync(
        """
        using System.Net;
        using Serilog;

        public static class Listener
        {
            public static void Handle(HttpListenerRequest request, ILogger logger)
            {
                logger.Information([|$"got {request.RawUrl} of {request.HttpMethod}"|]);
                logger.Information("got {RawUrl}", request.RawUrl);
            }
        }
        """,
        """
        using System.Net;
        using Serilog;

        public static class Listener
        {
            public static void Handle(HttpListenerRequest request, ILogger logger)
            {
                logger.Information("got {RawUrl} of {HttpMethod}", request.RawUrl, request.HttpMethod);
                logger.Information("got {RawUrl}", request.RawUrl);
            }
        }
        """,
        "SGA5004.Placeholder",
        ReferenceAssemblies.NetStandard20.With("Serilog"));

    [Fact]
    public Task A_callee_that_logs_is_mended_there() => Verify.VerifyCodeFixAsync(
        Action("Note([|name|]); Note([|other|]); void Unused() { } Unused();").Replace("private static string GetState", "private void Note(string what) => logger.LogInformation(\"noted \" + what);\n\n    private static string GetState"),
        Action("Note(name); Note(other); void Unused() { } Unused();").Replace("private static string GetState", "private void Note(string what) => logger.LogInformation(\"noted {What}\", what);\n\n    private static string GetState"),
        "SGA5004.Placeholder");

    [Fact]
    public Task Minimal_apis_are_found_and_fixed() => Verify.VerifyCodeFixAsync(
        """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.Logging;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a/{name}", (string name, ILogger<Program> logger) => logger.LogInformation([|$"got {name}"|]));
        app.MapGet("/b/{name}", (string name) => app.Logger.LogInformation([|"got " + name|]));
        app.MapGet("/c/{id}", (int id) => app.Logger.LogInformation($"got {id}"));
        app.Run();
        """,
        """
        using Microsoft.AspNetCore.Builder;
        using Microsoft.Extensions.Logging;

        var app = WebApplication.CreateBuilder(args).Build();
        app.MapGet("/a/{name}", (string name, ILogger<Program> logger) => logger.LogInformation("got {Name}", name));
        app.MapGet("/b/{name}", (string name) => app.Logger.LogInformation("got {Name}", name));
        app.MapGet("/c/{id}", (int id) => app.Logger.LogInformation($"got {id}"));
        app.Run();
        """,
        "SGA5004.Placeholder");
}
