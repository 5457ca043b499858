using SecureGen.Analyzers.Flow;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What a browser takes as HTML.</summary>
internal static class Markup
{
    public static readonly Sink[] Sinks =
    [
        new("Microsoft.AspNetCore.Mvc.Rendering.IHtmlHelper", "Raw", "value", Dangers.Html),
        new("Microsoft.AspNetCore.Html.HtmlString", ".ctor", "value", Dangers.Html),
        new("Microsoft.AspNetCore.Components.MarkupString", ".ctor", "value", Dangers.Html),
        new("Microsoft.AspNetCore.Components.MarkupString", "op_Explicit", "value", Dangers.Html),
        new("Microsoft.AspNetCore.Html.IHtmlContentBuilder", "AppendHtml", "encoded", Dangers.Html),
        new("Microsoft.AspNetCore.Html.HtmlContentBuilderExtensions", "SetHtmlContent", "encoded", Dangers.Html),
        new("Microsoft.AspNetCore.Html.HtmlContentBuilderExtensions", "AppendHtmlLine", "encoded", Dangers.Html),
        new("Microsoft.AspNetCore.Html.HtmlContentBuilderExtensions", "AppendFormat", "format", Dangers.Html),
        new("Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder", "AddMarkupContent", "markupContent", Dangers.Html),
        new("Microsoft.AspNetCore.Razor.TagHelpers.TagHelperContent", "SetHtmlContent", "encoded", Dangers.Html),
        new("Microsoft.AspNetCore.Mvc.ControllerBase", "Content", "content", Dangers.Html, Only.HtmlContent),
        new("Microsoft.AspNetCore.Mvc.RazorPages.PageModel", "Content", "content", Dangers.Html, Only.HtmlContent),
        new("Microsoft.AspNetCore.Mvc.ContentResult", "Content", "value", Dangers.Html, Only.HtmlContent),
        new("Microsoft.AspNetCore.Http.Results", "Content", "content", Dangers.Html, Only.HtmlContent),
        new("Microsoft.AspNetCore.Http.Results", "Text", "content", Dangers.Html, Only.HtmlContent),
        new("Microsoft.AspNetCore.Http.TypedResults", "Content", "content", Dangers.Html, Only.HtmlContent),
        new("Microsoft.AspNetCore.Http.TypedResults", "Text", "content", Dangers.Html, Only.HtmlContent),
        new("Microsoft.AspNetCore.Http.HttpResponseWritingExtensions", "WriteAsync", "text", Dangers.Html, Only.Markup),
    ];
}
