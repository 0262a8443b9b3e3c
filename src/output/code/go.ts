import { type CodeMember, type Coder, quoted, remark } from './coder.js'

const value = ({ text, isInteger }: CodeMember) => (isInteger ? `int64(${text})` : quoted(text))

export const GO: Coder = {
  salted: (members, say) => String.raw`// ${say.salted('go run sign.go')}
package main

import (
	"crypto/md5"
	"fmt"
	"os"
	"sort"
	"strings"
)

var unsigned = map[string]bool{"app_id": true, "thirdparty_id": true, "sign": true, "other_settle_params": true}

// ${say.rule}
func sign(body map[string]any, salt string) (string, error) {
	list := []string{salt}
	for key, value := range body {
		if unsigned[key] {
			continue
		}
		switch value.(type) {
		case string, int, int64:
		default:
			return "", fmt.Errorf("%s: ${say.scalarOnly}", key)
		}
		text := strings.TrimSpace(fmt.Sprint(value))
		if len(text) > 1 && strings.HasPrefix(text, "\"") && strings.HasSuffix(text, "\"") {
			text = strings.TrimSpace(text[1 : len(text)-1])
		}
		if text != "" && text != "null" {
			list = append(list, text)
		}
	}
	sort.Strings(list)
	return fmt.Sprintf("%x", md5.Sum([]byte(strings.Join(list, "&")))), nil
}

func main() {
	body := map[string]any{
${members.map((one) => `\t\t${quoted(one.key)}: ${value(one)},${remark(one, say, '//')}\n`).join('')}	}
	salt := os.Getenv("ECPAY_SALT")
	if salt == "" {
		fmt.Fprintln(os.Stderr, ${quoted(say.noSalt)})
		os.Exit(2)
	}
	signature, err := sign(body, salt)
	if err != nil {
		panic(err)
	}
	fmt.Println(signature)
}
`,
  rsa: (request, say) => String.raw`// ${say.rsa('go run sign.go')}
package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"os"
)

func readKey(path string) (*rsa.PrivateKey, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(text)
	if block == nil {
		return nil, errors.New("no PEM in " + path)
	}
	if key, err := x509.ParsePKCS1PrivateKey(block.Bytes); err == nil {
		return key, nil
	}
	key, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	if err != nil {
		return nil, err
	}
	private, ok := key.(*rsa.PrivateKey)
	if !ok {
		return nil, errors.New("no RSA key in " + path)
	}
	return private, nil
}

// ${say.lines}
func byteAuthorization(method, uri, timestamp, nonce, body, appID, keyVersion string, key *rsa.PrivateKey) (string, error) {
	sum := sha256.Sum256([]byte(method + "\n" + uri + "\n" + timestamp + "\n" + nonce + "\n" + body + "\n"))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, sum[:])
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("SHA256-RSA2048 appid=%s,nonce_str=%s,timestamp=%s,key_version=%s,signature=%s",
		appID, nonce, timestamp, keyVersion, base64.StdEncoding.EncodeToString(signature)), nil
}

func main() {
	path := os.Getenv("ECPAY_PRIVATE_KEY_FILE")
	if path == "" {
		fmt.Fprintln(os.Stderr, ${quoted(say.noKey)})
		os.Exit(2)
	}
	key, err := readKey(path)
	if err != nil {
		panic(err)
	}
	body := ${quoted(request.body)}
	timestamp := ${quoted(request.timestamp)} // strconv.FormatInt(time.Now().Unix(), 10)
	nonce := ${quoted(request.nonce)}
	text, err := byteAuthorization(${quoted(request.method)}, ${quoted(request.uri)}, timestamp, nonce, body, ${quoted(request.app_id)}, ${quoted(request.key_version)}, key)
	if err != nil {
		panic(err)
	}
	fmt.Println(text)
}
`
}
