using System;
using System.Collections.Generic;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What code does with input that it does not accept.</summary>
internal static class Refusals
{
    /// <summary>Methods that refuse: of controllers, results, model state, validators and results of one's own.</summary>
    public static readonly HashSet<string> Calls = new(StringComparer.Ordinal)
    {
        "BadRequest", "ValidationProblem", "Problem", "UnprocessableEntity", "NotFound", "Unauthorized", "Forbid", "StatusCode", "AddModelError", "AddFailure", "AddError", "Fail", "Failure",
    };

    /// <summary>Types that are made to refuse.</summary>
    public static readonly HashSet<string> Made = new(StringComparer.Ordinal) { "ValidationResult", "BadRequestResult", "BadRequestObjectResult", "ValidationFailure" };
}
