// go run query.go <order number>
package main

import (
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"
)

func sum(text string) string {
	digest := md5.Sum([]byte(text))
	return hex.EncodeToString(digest[:])
}

func main() {
	appkey, orderID := os.Getenv("APPKEY"), os.Args[1]
	query := url.Values{
		"appkey":       {appkey},
		"out_order_id": {orderID},
		"sign":         {sum(sum(appkey+orderID) + os.Getenv("APPSECRET"))},
	}
	client := http.Client{Timeout: 10 * time.Second}
	reply, err := client.Get(os.Getenv("MATOU_URL") + "/api/find/findOrder?" + query.Encode())
	if err != nil {
		log.Fatal(err)
	}
	defer reply.Body.Close()
	var answer struct {
		Code int
		Msg  string
		Data struct {
			OrderStatus string `json:"order_status"`
		}
	}
	if err := json.NewDecoder(reply.Body).Decode(&answer); err != nil {
		log.Fatal(err)
	}
	if answer.Code != 100 {
		log.Fatal(answer.Code, " ", answer.Msg)
	}
	fmt.Println(answer.Data.OrderStatus) // pending, paid, expired, closed or refunded
}
