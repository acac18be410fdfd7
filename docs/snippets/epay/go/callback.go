// Your notify_url: PORT=8080 go run callback.go
package main

import (
	"crypto/md5"
	"crypto/subtle"
	"encoding/hex"
	"fmt"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"sort"
	"strings"
)

// signOf sorts by name, leaves out sign, sign_type and empty values, and adds the key.
func signOf(fields url.Values) string {
	pairs := []string{}
	for name := range fields {
		if name != "sign" && name != "sign_type" && fields.Get(name) != "" {
			pairs = append(pairs, name+"="+fields.Get(name))
		}
	}
	sort.Strings(pairs)
	digest := md5.Sum([]byte(strings.Join(pairs, "&") + os.Getenv("EPAY_KEY")))
	return hex.EncodeToString(digest[:])
}

// moneyOf is what you asked for this order, from your own database.
func moneyOf(orderID string) string {
	return os.Getenv("ORDER_PRICE")
}

func isGood(fields url.Values) bool {
	given := strings.ToLower(fields.Get("sign"))
	return subtle.ConstantTimeCompare([]byte(signOf(fields)), []byte(given)) == 1 &&
		fields.Get("pid") == os.Getenv("PID") &&
		fields.Get("trade_status") == "TRADE_SUCCESS" &&
		fields.Get("money") == moneyOf(fields.Get("out_trade_no"))
}

func receive(response http.ResponseWriter, request *http.Request) {
	if !isGood(request.URL.Query()) {
		fmt.Fprint(response, "fail")
		return
	}
	// Lock your order here; if it is not done yet, mark it as paid and deliver.
	fmt.Fprint(response, "success")
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:"+os.Getenv("PORT"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("listening")
	log.Fatal(http.Serve(listener, http.HandlerFunc(receive)))
}
