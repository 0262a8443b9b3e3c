import { type CodeMember, type Coder, quoted, remark } from './coder.js'

const value = ({ text, isInteger }: CodeMember) => (isInteger ? `${text}L` : quoted(text))

/** From .NET 10 a single file runs; before, it is the Program.cs of a console project. */
const RUN = 'dotnet run sign.cs'

export const CSHARP: Coder = {
  salted: (members, say) => `// ${say.salted(RUN)}
using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using System.Text;

var body = new Dictionary<string, object>
{
${members.map((one) => `    [${quoted(one.key)}] = ${value(one)},${remark(one, say, '//')}\n`).join('')}};
var salt = Environment.GetEnvironmentVariable("ECPAY_SALT");
if (string.IsNullOrEmpty(salt))
{
    Console.Error.WriteLine(${quoted(say.noSalt)});
    return 2;
}
Console.WriteLine(Sign(body, salt));
return 0;

// ${say.rule}
static string Sign(Dictionary<string, object> body, string salt)
{
    var unsigned = new HashSet<string> { "app_id", "thirdparty_id", "sign", "other_settle_params" };
    var list = new List<string> { salt };
    foreach (var (key, value) in body)
    {
        if (unsigned.Contains(key)) continue;
        if (value is not (string or int or long))
            throw new ArgumentException($"{key}: ${say.scalarOnly}");
        var text = FormattableString.Invariant($"{value}").Trim();
        if (text.Length > 1 && text[0] == '"' && text[text.Length - 1] == '"')
            text = text.Substring(1, text.Length - 2).Trim();
        if (text != "" && text != "null") list.Add(text);
    }
    list.Sort((a, b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)));
    var hash = MD5.HashData(Encoding.UTF8.GetBytes(string.Join("&", list)));
    return Convert.ToHexString(hash).ToLowerInvariant();
}
`,
  rsa: (request, say) => String.raw`// ${say.rsa(RUN)}
using System;
using System.IO;
using System.Security.Cryptography;
using System.Text;

var file = Environment.GetEnvironmentVariable("ECPAY_PRIVATE_KEY_FILE");
if (string.IsNullOrEmpty(file))
{
    Console.Error.WriteLine(${quoted(say.noKey)});
    return 2;
}
using var key = RSA.Create();
key.ImportFromPem(File.ReadAllText(file));
var body = ${quoted(request.body)};
var timestamp = ${quoted(request.timestamp)}; // DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString()
var nonce = ${quoted(request.nonce)}; // Guid.NewGuid().ToString("N")
Console.WriteLine(ByteAuthorization(${quoted(request.method)}, ${quoted(request.uri)}, timestamp, nonce, body,
    ${quoted(request.app_id)}, ${quoted(request.key_version)}, key));
return 0;

// ${say.lines}
static string ByteAuthorization(string method, string uri, string timestamp, string nonce, string body,
    string appId, string keyVersion, RSA key)
{
    var lines = Encoding.UTF8.GetBytes(string.Join("\n", method, uri, timestamp, nonce, body, ""));
    var signature = Convert.ToBase64String(key.SignData(lines, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
    return $"SHA256-RSA2048 appid={appId},nonce_str={nonce},timestamp={timestamp},key_version={keyVersion},signature={signature}";
}
`
}
