// dotnet new console -o signer, this file as signer/Program.cs; then:
// ecpay check-signer --system trade -- dotnet run --project signer
// A line in: {"id","method","uri","timestamp","nonce","body","app_id","key_version","private_key"}. A line out: the
// signature, or the whole byteAuthorization. Put your own function in place of Sign().
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

for (string? line; (line = Console.ReadLine()) != null;)
{
    var one = JsonDocument.Parse(line).RootElement;
    string Of(string name) => one.GetProperty(name).GetString()!;
    Console.WriteLine(Sign($"{Of("method")}\n{Of("uri")}\n{Of("timestamp")}\n{Of("nonce")}\n{Of("body")}\n", Of("private_key")));
}

static string Sign(string text, string key)
{
    using var rsa = RSA.Create();
    rsa.ImportFromPem(key);
    return Convert.ToBase64String(rsa.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
}
