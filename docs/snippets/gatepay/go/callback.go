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
	"os"
	"strings"
)

var signed = []string{"order_id", "out_order_id", "price", "realprice", "type", "paytime", "extend"}

func sum(text string) string {
	digest := md5.Sum([]byte(text))
	return hex.EncodeToString(digest[:])
}

// priceOf is what you asked for this order, from your own database.
func priceOf(orderID string) string {
	return os.Getenv("ORDER_PRICE")
}

func isGenuine(request *http.Request) bool {
	text := os.Getenv("APPKEY")
	for _, name := range signed {
		text += request.FormValue(name)
	}
	expected := sum(sum(text) + os.Getenv("APPSECRET"))
	given := strings.ToLower(request.FormValue("sign"))
	return subtle.ConstantTimeCompare([]byte(expected), []byte(given)) == 1
}

func receive(response http.ResponseWriter, request *http.Request) {
	if !isGenuine(request) || request.FormValue("price") != priceOf(request.FormValue("out_order_id")) {
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
