// A notify handler for the callbacks of 通用交易系统: go run docs/handlers/trade/go.go [port], with
// ECPAY_PLATFORM_PUBLIC_KEY_FILE set to the file of the platform's public key (PEM). It is not the key of your app.
// `ecpay check-handler --system trade` passes it.
package main

import (
	"bytes"
	"crypto"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"sync"
)

const limit = 256 * 1024 // bytes; a callback has some 1000

func readKey(path string) *rsa.PublicKey {
	text, err := os.ReadFile(path)
	if err != nil {
		log.Fatal(err)
	}
	block, _ := pem.Decode(text)
	if block == nil {
		log.Fatal("no PEM in ", path)
	}
	parsed, err := x509.ParsePKIXPublicKey(block.Bytes)
	key, isRSA := parsed.(*rsa.PublicKey)
	if err != nil || !isRSA {
		log.Fatal("no RSA public key in ", path)
	}
	return key
}

// headerOf is the value of a header: empty if it is missing, or stands there more than once.
func headerOf(request *http.Request, name string) string {
	if values := request.Header.Values(name); len(values) == 1 {
		return values[0]
	}
	return ""
}

// isGenuine verifies SHA256withRSA over timestamp, nonce and the raw body, each with a line feed behind it.
func isGenuine(key *rsa.PublicKey, request *http.Request, body []byte) bool {
	timestamp, nonce := headerOf(request, "Byte-Timestamp"), headerOf(request, "Byte-Nonce-Str")
	signature, err := base64.StdEncoding.DecodeString(headerOf(request, "Byte-Signature"))
	if err != nil || timestamp == "" || nonce == "" {
		return false
	}
	text := append(append([]byte(timestamp+"\n"+nonce+"\n"), body...), '\n')
	digest := sha256.Sum256(text)
	return rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature) == nil
}

var done sync.Map // your database does this with a unique index

// once does the work the first time only: the same callback comes again when an answer was lost.
func once(key string) {
	if _, before := done.LoadOrStore(key, true); !before {
		fmt.Println(key) // here: mark it in your database
	}
}

type answer struct {
	ErrNo   int            `json:"err_no"`
	ErrTips string         `json:"err_tips"`
	Data    map[string]any `json:"data,omitempty"`
}

var success = answer{ErrTips: "success"}

// entry is where the order is shown to the user: your page, and what it is given.
func entry(number string) map[string]string {
	params, _ := json.Marshal(map[string]string{"id": number})
	return map[string]string{"path": "pages/order/detail", "params": string(params)}
}

// What a handler needs of msg; numbers that it does not need go through no float64.
type message struct {
	Status     string `json:"status"`
	OutOrderNo string `json:"out_order_no"`
	OrderID    string `json:"order_id"`
	RefundID   string `json:"refund_id"`
	SettleID   string `json:"settle_id"`
}

// settle does the work of a callback, and returns the answer.
func settle(kind string, msg message) answer {
	switch kind {
	case "payment":
		// A CANCEL can come late: it changes no order that is paid.
		if msg.Status == "SUCCESS" {
			once("payment " + msg.OutOrderNo)
		}
	case "refund", "settle":
		once(kind + " " + msg.RefundID + msg.SettleID + " " + msg.Status)
	case "pre_create_refund":
		number := "R" + msg.RefundID // the same refund_id is the same refund, so it gets the same number
		once("refund application " + number)
		data := map[string]any{"out_refund_no": number, "order_entry_schema": entry(msg.OutOrderNo)}
		return answer{ErrTips: "success", Data: data}
	case "pre_create_order":
		number := "O" + msg.OrderID
		once("order " + number)
		data := map[string]any{"out_order_no": number, "pay_expire_seconds": 300, "order_entry_schema": entry(number)}
		return answer{ErrTips: "success", Data: data}
	}
	return success // also to a type of later days: nothing to do, and no reason to be sent it again
}

func onCallback(key *rsa.PublicKey, request *http.Request, body []byte) (int, answer) {
	if len(body) > limit {
		return 413, answer{ErrNo: 1, ErrTips: "too long"}
	}
	// The bytes that came are verified: nothing is decoded and encoded again before this.
	if !isGenuine(key, request, body) {
		return 403, answer{ErrNo: 1, ErrTips: "wrong signature"}
	}
	var envelope struct {
		Type string `json:"type"`
		Msg  string `json:"msg"`
	}
	var msg message
	if json.Unmarshal(body, &envelope) != nil || json.Unmarshal([]byte(envelope.Msg), &msg) != nil {
		return 400, answer{ErrNo: 1, ErrTips: "malformed"}
	}
	return 200, settle(envelope.Type, msg)
}

func main() {
	key := readKey(os.Getenv("ECPAY_PLATFORM_PUBLIC_KEY_FILE"))
	http.HandleFunc("/", func(response http.ResponseWriter, request *http.Request) {
		var body bytes.Buffer
		io.Copy(&body, io.LimitReader(request.Body, limit+1))
		io.Copy(io.Discard, request.Body) // all of it is read, so that the answer is too
		status, said := 405, answer{ErrNo: 1, ErrTips: "POST only"}
		if request.Method == http.MethodPost {
			status, said = onCallback(key, request, body.Bytes())
		}
		response.Header().Set("Content-Type", "application/json")
		response.WriteHeader(status)
		json.NewEncoder(response).Encode(said)
	})
	port := "9000"
	if len(os.Args) > 1 {
		port = os.Args[1]
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("listening on", listener.Addr().(*net.TCPAddr).Port)
	log.Fatal(http.Serve(listener, nil))
}
