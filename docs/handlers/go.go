// A notify handler for the callbacks of 担保支付: go run docs/handlers/go.go [port], with ECPAY_TOKEN set.
// `ecpay check-handler` passes it. The token is the one of the payment settings, not the SALT.
package main

import (
	"bytes"
	"crypto/sha1"
	"crypto/subtle"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"os"
	"sort"
	"strings"
	"sync"
)

const limit = 256 * 1024 // bytes; a callback has some 1000

var token = os.Getenv("ECPAY_TOKEN")

// The member of msg that holds the developer's number, by the type of the callback.
var numberIn = map[string]string{
	"payment": "cp_orderno", "refund": "cp_refundno", "settle": "cp_settle_no", "withdraw": "out_order_id",
}

// isGenuine takes sha1 over the four texts in the order of their bytes, with nothing between them.
func isGenuine(timestamp, nonce, msg, signature string) bool {
	parts := []string{token, timestamp, nonce, msg}
	sort.Strings(parts)
	digest := sha1.Sum([]byte(strings.Join(parts, "")))
	return subtle.ConstantTimeCompare([]byte(hex.EncodeToString(digest[:])), []byte(signature)) == 1
}

var done sync.Map // your database does this with a unique index

func settle(kind, msg string) {
	key, known := numberIn[kind]
	if !known {
		return // a type of later days: nothing to do, and no reason to be sent it again
	}
	var members map[string]json.RawMessage // so that no number goes through a float64
	if json.Unmarshal([]byte(msg), &members) != nil {
		return
	}
	if _, before := done.LoadOrStore(kind+" "+string(members[key]), true); before {
		return // the same callback comes again when an answer was lost
	}
	fmt.Println(kind, string(members[key])) // here: mark it in your database, after asking query_order
}

type envelope struct {
	Timestamp json.RawMessage `json:"timestamp"` // a string, in older documents a number
	Nonce     json.RawMessage `json:"nonce"`
	Msg       *string         `json:"msg"`
	Type      any             `json:"type"` // not signed: whatever it is, it is no reason to fail
	Signature *string         `json:"msg_signature"`
}

func text(raw json.RawMessage) string {
	var decoded string
	if json.Unmarshal(raw, &decoded) == nil {
		return decoded
	}
	return string(raw)
}

func onCallback(body []byte) (int, string) {
	if len(body) > limit {
		return 413, refusal("too long")
	}
	var callback envelope
	if json.Unmarshal(body, &callback) != nil || callback.Msg == nil || callback.Signature == nil {
		return 400, refusal("malformed")
	}
	// Msg is verified as the text that came: never decoded and encoded again before this.
	if !isGenuine(text(callback.Timestamp), text(callback.Nonce), *callback.Msg, *callback.Signature) {
		return 403, refusal("wrong signature")
	}
	settle(fmt.Sprint(callback.Type), *callback.Msg)
	return 200, `{"err_no":0,"err_tips":"success"}`
}

// onCheck answers the GET that the console sends when the address is saved: it wants echostr back.
func onCheck(request *http.Request) (int, string) {
	query := request.URL.Query()
	if isGenuine(query.Get("timestamp"), query.Get("nonce"), query.Get("msg"), query.Get("signature")) {
		return 200, query.Get("echostr")
	}
	return 403, "wrong signature"
}

func refusal(tips string) string {
	return fmt.Sprintf(`{"err_no":1,"err_tips":%q}`, tips)
}

func handle(response http.ResponseWriter, request *http.Request) {
	status, answer := 0, ""
	if request.Method == http.MethodGet {
		status, answer = onCheck(request)
	} else {
		var body bytes.Buffer
		io.Copy(&body, io.LimitReader(request.Body, limit+1))
		io.Copy(io.Discard, request.Body) // all of it is read, so that the answer is too
		status, answer = onCallback(body.Bytes())
	}
	if strings.HasPrefix(answer, "{") {
		response.Header().Set("Content-Type", "application/json")
	} else {
		response.Header().Set("Content-Type", "text/plain; charset=utf-8")
	}
	response.WriteHeader(status)
	io.WriteString(response, answer)
}

func main() {
	if token == "" {
		log.Fatal("ECPAY_TOKEN is not set")
	}
	port := "9000"
	if len(os.Args) > 1 {
		port = os.Args[1]
	}
	listener, err := net.Listen("tcp", "127.0.0.1:"+port)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("listening on", listener.Addr().(*net.TCPAddr).Port)
	log.Fatal(http.Serve(listener, http.HandlerFunc(handle)))
}
