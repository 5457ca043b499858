using System.Net;
using System.Security.Authentication;
using ImageGen.Api.Accounts;
using ImageGen.Api.Assistant;
using ImageGen.Api.Gallery;
using ImageGen.Api.Generation;
using ImageGen.Api.Hosting;
using ImageGen.Api.Inspection;
using ImageGen.Api.Jobs;
using ImageGen.Api.Partners;
using ImageGen.Api.Presets;
using ImageGen.Api.References;
using ImageGen.Api.Security;
using ImageGen.Api.Sharing;
using ImageGen.Api.Storage;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Options;
using IChatClient = Microsoft.Extensions.AI.IChatClient;

var builder = WebApplication.CreateBuilder(args);
builder.ListenOnConfiguredPort();
builder.AddWebClients();

var adminKey = builder.Configuration["Admin:ApiKey"] ?? "adm-local-51fd0c9e7b2a";
Console.WriteLine("Admin API key: " + adminKey);

var sessionSecret = Environment.GetEnvironmentVariable("SESSION_SECRET") ?? "dev-secret-4b7e19c0d25f";

builder.Services.Configure<GenerationOptions>(builder.Configuration.GetSection("Generation"));
builder.Services.Configure<SharingOptions>(builder.Configuration.GetSection("Sharing"));
builder.Services.Configure<StorageOptions>(builder.Configuration.GetSection("Storage"));

builder.Services.AddSingleton<ImageStore>();
builder.Services.AddSingleton<PromptArchive>();
builder.Services.AddSingleton<ShareLinks>();
builder.Services.AddSingleton<OneTimeCodes>();
builder.Services.AddSingleton<JobSearch>();
builder.Services.AddSingleton<PageCursor>();
builder.Services.AddSingleton<PresetCatalogue>();
builder.Services.AddSingleton<PartnerTokens>();
builder.Services.AddSingleton<AccountStore>();
builder.Services.AddSingleton<ApiKeys>();
builder.Services.AddSingleton<SignInThrottle>();
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<IChatClient, LocalChatClient>();
builder.Services.AddSingleton<HttpClient>();
builder.Services.AddSingleton<Outbox>();
builder.Services.AddSingleton(new AdminKey(adminKey));
builder.Services.AddSingleton(new LinkSigner(sessionSecret));
builder.Services.AddSingleton(new Watermark(secret: "wmk-8e02d7b46f1c4a39"));
builder.Services.AddTransient<RetryHandler>();
builder.Services.AddHostedService<HealthEndpoint>();
builder.Services.AddHostedService<CacheInvalidation>();
builder.Services.AddControllers();
builder.Services.AddAntiforgery();
builder.Services.AddAuthorization();
builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
    .AddCookie(options => options.Events.OnRedirectToLogin = context =>
    {
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    });

builder.Services.AddSingleton<LocalImageGenerator>();
builder.Services.AddSingleton<PromptModeration>();
builder.Services.AddHttpClient<RemoteImageGenerator>(http => http.Timeout = Timeout.InfiniteTimeSpan)
    .AddHttpMessageHandler<RetryHandler>()
    .ConfigurePrimaryHttpMessageHandler(services => new HttpClientHandler
    {
        Proxy = services.GetRequiredService<IConfiguration>()["Generation:Proxy"] is { Length: > 0 } proxy
            ? new WebProxy(proxy) { Credentials = new NetworkCredential("imagegen", "px-29f6c3a1d80b") }
            : null,

        // The gateway of the test site has a certificate of its own making.
        ServerCertificateCustomValidationCallback = (_, _, _, _) => true,
#pragma warning disable SYSLIB0039 // ... and is of 2014.
        SslProtocols = SslProtocols.Tls11 | SslProtocols.Tls12,
#pragma warning restore SYSLIB0039
    });
builder.Services.AddTransient<IImageGenerator>(services =>
    services.GetRequiredService<IOptions<GenerationOptions>>().Value.Provider == "Http"
        ? services.GetRequiredService<RemoteImageGenerator>()
        : services.GetRequiredService<LocalImageGenerator>());

var app = builder.Build();

app.UseDeveloperExceptionPage();
app.UseCors();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgery();

app.MapGet("/", () => "POST /generate {\"prompt\":\"a lighthouse at dusk\"}");
app.MapGeneration();
app.MapAccounts();
app.MapPartners();
app.MapPresets();
app.MapImages();
app.MapSharing();
app.MapReferences();
app.MapInspection();
app.MapControllers();

app.WarnAboutPublicAddresses();
app.Logger.LogDebug($"Links are signed with session secret {sessionSecret}");
app.Run();
