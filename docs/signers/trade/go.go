// ecpay check-signer --system trade -- go run docs/signers/trade/go.go
// A line in: {"id","method","uri","timestamp","nonce","body","app_id","key_version","private_key"}. A line out: the
// signature, or the whole byteAuthorization. Put your own function in place of sign().
package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"os"
)

func main() {
	for lines := json.NewDecoder(os.Stdin); ; {
		var one struct {
			Method, URI, Timestamp, Nonce, Body string
			Key                                 string `json:"private_key"`
		}
		if lines.Decode(&one) != nil {
			return
		}
		fmt.Println(sign(fmt.Sprintf("%s\n%s\n%s\n%s\n%s\n", one.Method, one.URI, one.Timestamp, one.Nonce, one.Body), one.Key))
	}
}

func sign(text, key string) string {
	block, _ := pem.Decode([]byte(key))
	private, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		panic(err)
	}
	digest := sha256.Sum256([]byte(text))
	signature, _ := rsa.SignPKCS1v15(rand.Reader, private.(*rsa.PrivateKey), crypto.SHA256, digest[:])
	return base64.StdEncoding.EncodeToString(signature)
}
