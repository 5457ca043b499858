namespace SecureGen.Analyzers.Knowledge.Formats;

internal static partial class CredentialFormats
{
    private static CredentialFormat[] Payment =>
    [
        // Before Stripe's, of which these would be a rare case. Keys of test modes are in none of these formats: they open nothing.
        new("paystack-secret-key", "Paystack", "secret key", "sk_live_[hex 40]", "https://paystack.com/docs/api/authentication"),
        new("stripe-secret-key", "Stripe", "secret key", "sk_live_[alnum 24-247]", "https://docs.stripe.com/keys"),
        new("stripe-restricted-key", "Stripe", "restricted key", "rk_live_[alnum 24-247]", "https://docs.stripe.com/keys"),
        new("stripe-webhook-secret", "Stripe", "webhook signing secret", "whsec_[base64 32-64]", "https://docs.stripe.com/webhooks"),
        // In the middle of Base64 such beginnings are common.
        new("square-access-token", "Square", "access token", "EAAA[base64url 60]", "https://developer.squareup.com/docs/build-basics/access-tokens") { EntropyFloor = 4.5, Keyword = "square" },
        new("square-oauth-secret", "Square", "OAuth secret", "sq0csp-[base64url 43]", "https://developer.squareup.com/docs/oauth-api/overview"),
        new("square-personal-token", "Square", "access token", "sq0atp-[base64url 22]", "https://developer.squareup.com/docs/build-basics/access-tokens"),
        new("braintree-access-token", "Braintree", "access token", "access_token$production$[loweralnum 16]$[hex 32]", "https://developer.paypal.com/braintree/docs/guides/extend/oauth/access-tokens"),
        new("paypal-client-secret", "PayPal", "client secret", "E[base64url 79]", "https://developer.paypal.com/api/rest") { EntropyFloor = 5.0, Keyword = "paypal" },
        new("adyen-api-key", "Adyen", "API key", "AQE[base64 60-200]", "https://docs.adyen.com/development-resources/api-credentials") { EntropyFloor = 4.75, Keyword = "adyen" },
        new("razorpay-key-secret", "Razorpay", "key secret", "[alnum 24]", "https://razorpay.com/docs/api/authentication") { EntropyFloor = 3.7, Keyword = "razorpay" },
        new("shopify-access-token", "Shopify", "access token", "shp[=at,ca,pa]_[anyhex 32]", "https://shopify.dev/docs/apps/build/authentication-authorization"),
        new("shopify-shared-secret", "Shopify", "shared secret", "shpss_[anyhex 32]", "https://shopify.dev/docs/apps/build/authentication-authorization"),
        new("plaid-access-token", "Plaid", "access token", "access-production-[hex 8]-[hex 4]-[hex 4]-[hex 4]-[hex 12]", "https://plaid.com/docs/api/tokens"),
        new("plaid-secret", "Plaid", "secret", "[hex 30]", "https://plaid.com/docs/quickstart/glossary") { Keyword = "plaid" },
        new("mollie-api-key", "Mollie", "API key", "live_[alnum 30]", "https://docs.mollie.com/reference/authentication") { EntropyFloor = 3.95, Keyword = "mollie" },
        new("flutterwave-secret-key", "Flutterwave", "secret key", "FLWSECK-[base64url 32-48]-X", "https://developer.flutterwave.com/docs/authentication"),
        new("paddle-api-key", "Paddle", "API key", "pdl_live_apikey_[loweralnum 26]_[alnum 22]_[alnum 3]", "https://developer.paddle.com/api-reference/about/api-keys"),
        new("paddle-webhook-secret", "Paddle", "webhook secret", "pdl_ntfset_[loweralnum 26]_[alnum 32]", "https://developer.paddle.com/webhooks/signature-verification"),
        new("gocardless-access-token", "GoCardless", "access token", "live_[base64url 40]", "https://developer.gocardless.com/api-reference") { EntropyFloor = 4.35, Keyword = "go cardless" },
        new("xendit-secret-key", "Xendit", "secret key", "xnd_production_[alnum 40-80]", "https://docs.xendit.co/docs/api-keys"),
        new("midtrans-server-key", "Midtrans", "server key", "Mid-server-[base64url 24]", "https://docs.midtrans.com/docs/midtrans-account") { EntropyFloor = 3.8 },
        new("omise-secret-key", "Omise", "secret key", "skey_[loweralnum 19]", "https://docs.opn.ooo/api-authentication") { EntropyFloor = 3.3 },
        new("mercado-pago-access-token", "Mercado Pago", "access token", "APP_USR-[digit 16]-[digit 6]-[hex 32]-[digit 6-10]", "https://www.mercadopago.com/developers/en/docs/your-integrations/credentials"),
        new("cashfree-secret-key", "Cashfree", "secret key", "cfsk_ma_prod_[hex 32]_[hex 8]", "https://www.cashfree.com/docs/api-reference/authentication"),
        new("polar-access-token", "Polar", "access token", "polar_[=oat,pat]_[alnum 32-64]", "https://polar.sh/docs/integrate/oat"),
        new("klarna-api-key", "Klarna", "API key", "klarna_live_api_[base64 20-200]", "https://docs.klarna.com/api/authentication"),
        new("chargebee-api-key", "Chargebee", "API key", "live_[alnum 32-50]", "https://apidocs.chargebee.com/docs/api/auth") { EntropyFloor = 4.05, Keyword = "chargebee" },
        new("binance-secret-key", "Binance", "secret key", "[alnum 64]", "https://developers.binance.com/docs/binance-spot-api-docs/rest-api") { EntropyFloor = 4.75, Keyword = "binance" },
    ];
}
