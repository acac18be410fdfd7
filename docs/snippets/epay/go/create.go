// go run create.go <order number> <money>
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
	"sort"
	"strings"
	"time"
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

func main() {
	fields := url.Values{
		"pid":          {os.Getenv("PID")},
		"type":         {"alipay"},
		"out_trade_no": {os.Args[1]},
		"notify_url":   {os.Getenv("NOTIFY_URL")},
		"name":         {"VIP会员"},
		"money":        {os.Args[2]},
		"clientip":     {"203.0.113.7"}, // The buyer's address.
	}
	fields.Set("sign", signOf(fields))
	fields.Set("sign_type", "MD5")

	client := http.Client{Timeout: 10 * time.Second}
	reply, err := client.PostForm(os.Getenv("MATOU_URL")+"/mapi.php", fields)
	if err != nil {
		log.Fatal(err)
	}
	defer reply.Body.Close()
	var answer struct {
		Code                      int
		Msg                       string
		PayURL, QRCode, URLScheme string
	}
	if err := json.NewDecoder(reply.Body).Decode(&answer); err != nil {
		log.Fatal(err)
	}
	if answer.Code != 1 {
		log.Fatal(answer.Code, " ", answer.Msg)
	}
	// One of the three is there: send the buyer to it, or draw it as a code.
	fmt.Println(answer.PayURL + answer.QRCode + answer.URLScheme)
}
