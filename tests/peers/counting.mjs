// Lengths and links as the networks' own libraries find them: a JSON array of texts on standard input, answers in order.
import { readFileSync } from "node:fs";
import { RichText } from "@atproto/api";
import { graphemeLen } from "@atproto/common-web";
import twitter from "twitter-text";

const URL_LENGTH = 23;
const KIND = { "app.bsky.richtext.facet#link": "link", "app.bsky.richtext.facet#tag": "tag", "app.bsky.richtext.facet#mention": "mention" };

// As the server of Mastodon counts: addresses with a scheme weigh the same, accounts lose their server.
function mastodon(text) {
  const urls = twitter.extractUrlsWithIndices(text, { extractUrlsWithoutProtocol: false });
  let rest = "";
  let last = 0;
  for (const { indices } of urls) {
    rest += text.slice(last, indices[0]);
    last = indices[1];
  }
  rest += text.slice(last);
  return URL_LENGTH * urls.length + graphemeLen(rest.replace(/(^|[^\/\w])@(([a-z0-9_]+)@[a-z0-9.-]+[a-z0-9]+)/gi, "$1@$3"));
}

function facets(text) {
  const rich = new RichText({ text });
  rich.detectFacetsWithoutResolution();
  return (rich.facets ?? []).map(({ index, features }) => [index.byteStart, index.byteEnd, KIND[features[0].$type]]);
}

const texts = JSON.parse(readFileSync(0, "utf-8"));
process.stdout.write(
  JSON.stringify(
    texts.map((text) => ({
      x: twitter.parseTweet(text).weightedLength,
      graphemes: graphemeLen(text),
      mastodon: mastodon(text),
      facets: facets(text),
    })),
  ),
);
