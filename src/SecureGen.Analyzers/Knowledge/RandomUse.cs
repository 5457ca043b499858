using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SecureGen.Analyzers.Engine;
using SecureGen.Analyzers.Matching;

namespace SecureGen.Analyzers.Knowledge;

/// <summary>What a random value is for, by the names it meets on its way.</summary>
internal static class RandomUse
{
    private static readonly HashSet<string> SecretWords = Set(
        "password passwords passwd pwd passphrase passcode passcodes secret secrets token tokens nonce nonces salt salts otp totp pin pins csrf xsrf captcha apikey iv " +
        "credential credentials voucher vouchers pkce mfa coupon coupons entropy mnemonic");

    private static readonly HashSet<string> KeyQualifiers = Set(
        "api access secret private signing encryption session shared account master auth hmac jwt crypto aes symmetric license activation invite share data product serial rgb");

    // A code that somebody must not guess; not a status, error, country or colour code.
    private static readonly HashSet<string> CodeQualifiers = Set(
        "verification confirmation time share invite invitation reset access recovery security auth login otp pin activation sms email mail coupon voucher redeem sign backup " +
        "referral mfa two factor pairing promo gift room join");

    private static readonly HashSet<string> IdQualifiers = Set("session sess auth login");

    // What describes a secret is none: PasswordHint, TokenCount, TokenBucket.
    private static readonly HashSet<string> Descriptions = Set(
        "hint policy type kind provider lifetime expiry expiration name budget usage index offset weight count length limit position size bucket probability prob logit logits " +
        "strength ttl age cost rate ratio price id ids number options settings validator cache");

    // The language model's, the compiler's and the board's senses.
    private static readonly HashSet<string> OtherTokens = Set("syntax stop prompt completion lexer pad next special bos eos unk input output total vocab cancellation");
    private static readonly HashSet<string> OtherPins = Set("gpio map led analog digital");

    // What makes a random value harmless whatever else the name says.
    private static readonly HashSet<string> Harmless = Set(
        "jitter backoff delay retry retries wait sleep interval timeout shuffle shuffled shuffler sample samples sampled sampling sampler simulation simulate simulated simulator " +
        "dice noise particle particles animation spread benchmark fuzz fuzzed temperature demo fake mock dummy monte");

    // What somebody chooses, places, draws or plays with.
    private static readonly HashSet<string> HarmlessThings = Set(
        "server servers replica node shard worker mirror backend port color colour hue argb brush pen seed vector point size rectangle angle velocity speed opacity " +
        "enemy loot damage die roll spawn sprite tile terrain rotation scale");

    private static readonly HashSet<string> Pretended = Set(
        "demo fake faker bogus mock dummy fixture fixtures benchmark benchmarks simulation simulator simulated fuzz fuzzer fuzzing");

    private static readonly HashSet<string> OfNothing = Set(
        "create generate generator get make new next build produce compute random randomly secure string text value bytes number digits chars characters array int hex base encoded " +
        "a of for with async one instance issue run invoke do it to letters alphanumeric core internal impl helper from part fresh unique");

    private static readonly HashSet<string> Passed = Set(
        "value val text str string s input data bytes buffer source content item obj o x n i raw digits number arg args arg0 result body message code id part parts first second third values");

    /// <summary>Whether the name says that its value must not be guessed.</summary>
    public static bool IsSensitive(string name, RuleOptions options)
    {
        var words = Words.Split(name);
        if (words.IsEmpty || words[0] is "max" or "min" or "test" || (words[0] == "number" && words.Length > 1 && words[1] == "of") || words.Any(Harmless.Contains))
            return false;

        for (var i = 0; i < words.Length; i++)
        {
            if (IsSecret(words, i))
                return true;
        }

        return !options.SecretWords.IsEmpty && SecretVocabulary.IsSecret(name, options);
    }

    /// <summary>Whether the name says that nothing depends on the value's secrecy: no suggestion either.</summary>
    public static bool IsHarmless(string name)
    {
        var words = Words.Split(name);
        if (words.IsEmpty)
            return false;
        var last = words[words.Length - 1];
        var before = words.Length > 1 ? words[words.Length - 2] : "";
        return words.Any(Harmless.Contains)
            || HarmlessThings.Contains(last)
            || (last is "p" or "k" && before == "top")
            || (last == "id" && before is "element" or "div" or "html" or "dom" or "control" or "widget");
    }

    /// <summary>Whether a type or method of that name makes believe: demonstration data, doubles, simulations, measurements.</summary>
    public static bool IsPretended(string name) => Words.Split(name).Any(Pretended.Contains);

    /// <summary>Whether a method of that name says nothing of what it makes: <c>Create</c>, <c>RandomString</c>.</summary>
    public static bool SaysNothing(string method) => Words.Split(method).All(OfNothing.Contains);

    /// <summary>Whether a parameter of that name says nothing of what it takes, so that the callee's name does.</summary>
    public static bool IsAnyValue(string parameter) => Passed.Contains(parameter.ToLowerInvariant());

    /// <summary>Whether the name is that of a file which must not be foreseen: <c>tempFileName</c>, <c>tmpPath</c>.</summary>
    public static bool IsTemporaryFile(string name)
    {
        var words = Words.Split(name);
        return words.Any(static w => w is "temp" or "tmp" or "temporary") && words.Any(static w => w is "file" or "filename" or "path" or "directory" or "folder" or "dir");
    }

    private static bool IsSecret(ImmutableArray<string> words, int i)
    {
        var before = i > 0 ? words[i - 1] : "";
        var after = i + 1 < words.Length ? words[i + 1] : "";
        if (SecretWords.Contains(words[i]))
            return !IsOtherSense(words[i], before, after);
        return words[i] switch
        {
            "key" or "keys" => KeyQualifiers.Contains(before) && !Descriptions.Contains(after),
            "code" or "codes" => CodeQualifiers.Contains(before) && !Descriptions.Contains(after),
            "id" or "identifier" => IdQualifiers.Contains(before),
            "link" or "slug" or "url" => before is "share" or "invite" or "reset" or "magic",
            _ => false,
        };
    }

    private static bool IsOtherSense(string word, string before, string after) =>
        (Descriptions.Contains(after) && !(after == "number" && word is "pin" or "otp" or "passcode"))
        || (word is "token" or "tokens" && OtherTokens.Contains(before))
        || (word is "pin" or "pins" && OtherPins.Contains(before));

    private static HashSet<string> Set(string words) => new(words.Split(' '), StringComparer.Ordinal);
}
