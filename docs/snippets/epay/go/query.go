// go run query.go <order number>
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"time"
)

func main() {
	// The key itself is sent: only from your server, only over https.
	query := url.Values{
		"act":          {"order"},
		"pid":          {os.Getenv("PID")},
		"key":          {os.Getenv("EPAY_KEY")},
		"out_trade_no": {os.Args[1]},
	}
	client := http.Client{Timeout: 10 * time.Second}
	reply, err := client.Get(os.Getenv("MATOU_URL") + "/api.php?" + query.Encode())
	if err != nil {
		log.Fatal(err)
	}
	defer reply.Body.Close()
	var answer struct {
		Code   int
		Msg    string
		Status int
	}
	if err := json.NewDecoder(reply.Body).Decode(&answer); err != nil {
		log.Fatal(err)
	}
	if answer.Code != 1 {
		log.Fatal(answer.Code, " ", answer.Msg)
	}
	if answer.Status == 1 {
		fmt.Println("paid")
	} else {
		fmt.Println("unpaid")
	}
}
