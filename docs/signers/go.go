// ecpay check-signer -- go run docs/signers/go.go
// A line in: {"id","salt","body"}. A line out: the signature of the text `body`. Put your own function in place of sign().
package main

import (
	"crypto/md5"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strings"
)

func main() {
	// Not a bufio.Scanner, which takes no line over 64 KiB.
	for lines := json.NewDecoder(os.Stdin); ; {
		var one struct{ Salt, Body string }
		if lines.Decode(&one) != nil {
			return
		}
		fmt.Println(sign(one.Body, one.Salt))
	}
}

func sign(body, salt string) string {
	members := map[string]json.RawMessage{}
	json.Unmarshal([]byte(body), &members)
	values := []string{salt}
	for key, raw := range members {
		if key == "app_id" || key == "thirdparty_id" || key == "sign" || key == "other_settle_params" {
			continue
		}
		text := string(raw)
		if strings.HasPrefix(text, `"`) {
			json.Unmarshal(raw, &text)
		}
		text = strings.TrimSpace(text)
		if len(text) > 1 && text[0] == '"' && text[len(text)-1] == '"' {
			text = strings.TrimSpace(text[1 : len(text)-1])
		}
		if text != "" && text != "null" {
			values = append(values, text)
		}
	}
	sort.Strings(values)
	return fmt.Sprintf("%x", md5.Sum([]byte(strings.Join(values, "&"))))
}
