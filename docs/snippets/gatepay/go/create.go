// go run create.go <order number> <price>
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
	appkey, secret := os.Getenv("APPKEY"), os.Getenv("APPSECRET")
	orderID, price := os.Args[1], os.Args[2]
	kind, custom := "alipay", "customer-42"

	// The order of these fields is the order in which they are signed.
	sign := sum(sum(appkey+price+kind+orderID+custom) + secret)
	client := http.Client{Timeout: 10 * time.Second}
	reply, err := client.PostForm(os.Getenv("MATOU_URL")+"/api/anypay/create", url.Values{
		"appkey":       {appkey},
		"price":        {price},
		"type":         {kind},
		"out_order_id": {orderID},
		"custom":       {custom},
		"sign":         {sign},
	})
	if err != nil {
		log.Fatal(err)
	}
	defer reply.Body.Close()
	var answer struct {
		Code int
		Msg  string
		Data struct {
			PayURL string `json:"pay_url"`
		}
	}
	if err := json.NewDecoder(reply.Body).Decode(&answer); err != nil {
		log.Fatal(err)
	}
	if answer.Code != 100 {
		log.Fatal(answer.Code, " ", answer.Msg)
	}
	fmt.Println(answer.Data.PayURL) // Send the buyer here.
}
