using Microsoft.AspNetCore.Mvc;

namespace ImageGen.Api.Jobs;

[Route("jobs")]
public sealed class JobsController(JobSearch search, ILogger<JobsController> logger) : ControllerBase
{
    [HttpGet]
    public List<string> ByOwner([FromQuery] string owner)
    {
        logger.LogInformation($"Jobs of {owner} are asked for");
        return search.ByOwner(owner);
    }

    [HttpGet("status/{status}")]
    public List<string> ByStatus(string status)
    {
        logger.LogInformation("Jobs that are {Status} are asked for", status);
        return search.ByStatus(status);
    }

    [HttpGet("{id:int}")]
    public List<string> ById(int id, [FromQuery] string order = "started") => search.ById(id, order);

    /// <summary>A page for people, with what they searched for on it.</summary>
    [HttpGet("page")]
    public ContentResult Page([FromQuery] string owner) =>
        Content($"<html><body><h1>Jobs of {owner}</h1><p>{search.ByStatus("done").Count} are done.</p></body></html>", "text/html");

    [HttpGet("open")]
    public IActionResult Open([FromQuery] string returnUrl) => Redirect(returnUrl);

    [HttpGet("back")]
    public IActionResult Back([FromQuery] string returnUrl) => Url.IsLocalUrl(returnUrl) ? Redirect(returnUrl) : NotFound();
}
