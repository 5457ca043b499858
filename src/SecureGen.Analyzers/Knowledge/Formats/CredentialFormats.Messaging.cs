namespace SecureGen.Analyzers.Knowledge.Formats;

internal static partial class CredentialFormats
{
    private static CredentialFormat[] Messaging =>
    [
        new("slack-bot-token", "Slack", "bot token", "xoxb-[digit 10-13]-[digit 10-13]-[alnum 24]", "https://api.slack.com/concepts/token-types"),
        new("slack-user-token", "Slack", "user token", "xox[=p,a]-[digit 10-13]-[digit 10-13]-[digit 10-13]-[hex 32]", "https://api.slack.com/concepts/token-types"),
        new("slack-app-token", "Slack", "app-level token", "xapp-[digit 1]-[upperalnum 9-12]-[digit 10-14]-[hex 64]", "https://api.slack.com/concepts/token-types"),
        new("slack-refresh-token", "Slack", "refresh token", "xoxe-[digit 1]-[alnum 140-180]", "https://api.slack.com/authentication/rotation"),
        new("slack-webhook", "Slack", "webhook address", "hooks.slack.com/services/T[upperalnum 8-12]/B[upperalnum 8-12]/[alnum 24]", "https://api.slack.com/messaging/webhooks"),
        new("slack-workflow-webhook", "Slack", "webhook address", "hooks.slack.com/[=workflows,triggers]/[upperalnum 9-13]/[digit 11-20]/[hex 32]", "https://api.slack.com/messaging/webhooks"),
        new("discord-bot-token", "Discord", "bot token", "[=M,N,O][base64url 23-27].[base64url 6].[base64url 27-38]", "https://discord.com/developers/docs/reference") { EntropyFloor = 4.7, Keyword = "discord" },
        new("discord-webhook", "Discord", "webhook address", "discord[=.com,app.com]/api/webhooks/[digit 17-20]/[base64url 60-70]", "https://discord.com/developers/docs/resources/webhook"),
        new("telegram-bot-token", "Telegram", "bot token", "[digit 8-10]:AA[base64url 33]", "https://core.telegram.org/bots/api") { Behind = "/bot" },
        new("twilio-auth-token", "Twilio", "auth token", "[hex 32]", "https://www.twilio.com/docs/iam/api") { Keyword = "twilio" },
        new("twilio-api-secret", "Twilio", "API key secret", "[alnum 32]", "https://www.twilio.com/docs/iam/api-keys") { EntropyFloor = 4.1, Keyword = "twilio" },
        new("sendgrid-api-key", "SendGrid", "API key", "SG.[base64url 22].[base64url 43]", "https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys"),
        new("mailgun-key", "Mailgun", "API key", "key-[hex 32]", "https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth") { Keyword = "mailgun" },
        new("mailgun-grouped-key", "Mailgun", "API key", "[hex 32]-[hex 8]-[hex 8]", "https://documentation.mailgun.com/docs/mailgun/api-reference/mg-auth") { Keyword = "mailgun" },
        new("mailchimp-api-key", "Mailchimp", "API key", "[hex 32]-us[digit 1-2]", "https://mailchimp.com/developer/marketing/guides/quick-start"),
        new("mandrill-api-key", "Mandrill", "API key", "md-[base64url 22]", "https://mailchimp.com/developer/transactional/guides/quick-start") { EntropyFloor = 3.7, Keyword = "mandrill" },
        new("brevo-api-key", "Brevo", "API key", "xkeysib-[hex 64]-[alnum 16]", "https://developers.brevo.com/docs/api-clients"),
        new("brevo-smtp-key", "Brevo", "SMTP key", "xsmtpsib-[hex 64]-[alnum 16]", "https://developers.brevo.com/docs/smtp-integration"),
        new("postmark-server-token", "Postmark", "server token", "[anyhex 8]-[anyhex 4]-[anyhex 4]-[anyhex 4]-[anyhex 12]", "https://postmarkapp.com/developer/api/overview") { Keyword = "postmark" },
        new("resend-api-key", "Resend", "API key", "re_[alnum 8]_[alnum 20-28]", "https://resend.com/docs/dashboard/api-keys/introduction") { EntropyFloor = 4.15 },
        new("microsoft-teams-webhook", "Microsoft Teams", "webhook address", "webhook.office.com/webhookb2/[hex 8]-[hex 4]-[hex 4]-[hex 4]-[hex 12]@[hex 8]-[hex 4]-[hex 4]-[hex 4]-[hex 12]/IncomingWebhook/[hex 32]/[hex 8]-[hex 4]-[hex 4]-[hex 4]-[hex 12]", "https://learn.microsoft.com/en-us/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook"),
        new("messagebird-access-key", "MessageBird", "access key", "[alnum 25]", "https://developers.messagebird.com/api") { EntropyFloor = 3.85, Keyword = "message bird" },
        new("courier-auth-token", "Courier", "auth token", "pk_prod_[upperalnum 28]", "https://www.courier.com/docs/reference/intro") { EntropyFloor = 3.4 },
        new("intercom-access-token", "Intercom", "access token", "dG9rO[base64 54]=", "https://developers.intercom.com/docs/build-an-integration/learn-more/authentication"),
        new("line-channel-access-token", "LINE", "channel access token", "[base64 100-180]dB04t89/1O/w1cDnyilFU=", "https://developers.line.biz/en/docs/basics/channel-access-token"),
        new("onesignal-api-key", "OneSignal", "API key", "os_v2_[=app,org]_[loweralnum 50-110]", "https://documentation.onesignal.com/docs/keys-and-ids"),
        new("pushbullet-access-token", "Pushbullet", "access token", "o.[alnum 32]", "https://docs.pushbullet.com") { EntropyFloor = 4.15, Keyword = "pushbullet" },
        new("pushover-token", "Pushover", "application token", "[loweralnum 30]", "https://pushover.net/api") { EntropyFloor = 3.7, Keyword = "pushover" },
        new("infobip-api-key", "Infobip", "API key", "[hex 32]-[hex 8]-[hex 4]-[hex 4]-[hex 4]-[hex 12]", "https://www.infobip.com/docs/essentials/api-essentials/api-authentication") { Keyword = "infobip" },
        new("sparkpost-api-key", "SparkPost", "API key", "[hex 40]", "https://developers.sparkpost.com/api") { Keyword = "spark post" },
        new("mailjet-key", "Mailjet", "API key", "[hex 32]", "https://dev.mailjet.com/email/guides/getting-started") { Keyword = "mailjet" },
        new("mailersend-api-token", "MailerSend", "API token", "mlsn.[hex 64]", "https://developers.mailersend.com/general.html"),
        new("klaviyo-private-key", "Klaviyo", "private key", "pk_[hex 34]", "https://developers.klaviyo.com/en/docs/authenticate_"),
        new("firebase-server-key", "Firebase", "messaging server key", "AAAA[base64url 7]:APA91b[base64url 134]", "https://firebase.google.com/docs/cloud-messaging/auth-server"),
        new("ably-api-key", "Ably", "API key", "[base64url 6].[base64url 6]:[base64url 43]", "https://ably.com/docs/auth/basic") { EntropyFloor = 4.75, Keyword = "ably" },
        new("telnyx-api-key", "Telnyx", "API key", "KEY0[HEX 31]_[base64url 22]", "https://developers.telnyx.com/development/api-guide/authentication"),
    ];
}
