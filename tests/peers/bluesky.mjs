// A real Bluesky server (PDS) with its directory, on loopback, until standard input ends. What only the whole network
// knows (threads, notices) is told by a small view of ours over the server's records; the official lexicons check it.
import http from "node:http";
import net from "node:net";

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (first, ...rest) {
  const port = typeof first === "object" && first !== null ? first.port : first;
  const told = [first, ...rest].find((one) => typeof one === "function");
  return listen.call(this, { port: Number(port) || 0, host: "127.0.0.1" }, told);
};

const { TestPlc, TestPds, mockResolvers } = await import("@atproto/dev-env");
const { AtpAgent, lexicons } = await import("@atproto/api");

const POST = "app.bsky.feed.post";
const GATE = "app.bsky.feed.threadgate";
const state = { pds: null, circles: new Map() };

// Everything that an account and those of its circle wrote.
async function records(collection, member) {
  const agent = new AtpAgent({ service: state.pds.url });
  const found = [];
  for (const did of state.circles.get(member) ?? []) {
    const { data: repo } = await agent.com.atproto.repo.describeRepo({ repo: did });
    const listed = await agent.com.atproto.repo.listRecords({ repo: did, collection, limit: 100 });
    for (const one of listed.data.records) found.push({ ...one, did, handle: repo.handle });
  }
  return found;
}

const view = ({ uri, cid, value, did, handle }) => ({
  $type: "app.bsky.feed.defs#postView",
  uri,
  cid,
  author: { did, handle },
  record: value,
  indexedAt: value.createdAt,
});

function thread(post, all) {
  const replies = all.filter((one) => one.value.reply?.parent.uri === post.uri);
  return { $type: "app.bsky.feed.defs#threadViewPost", post: view(post), replies: replies.map((one) => thread(one, all)) };
}

const answers = {
  async "app.bsky.feed.getPostThread"(query) {
    const owner = query.get("uri").split("/")[2];
    const all = await records(POST, owner);
    const root = all.find((one) => one.uri === query.get("uri"));
    if (!root) return [400, { error: "NotFound", message: "Post not found" }];
    const gate = (await records(GATE, owner)).find((one) => one.value.post === root.uri);
    const told = { thread: thread(root, all) };
    if (gate) told.threadgate = { uri: gate.uri, cid: gate.cid, record: gate.value, lists: [] };
    return [200, told];
  },
  async "app.bsky.feed.getPosts"(query) {
    const wanted = query.getAll("uris");
    const all = await records(POST, wanted[0].split("/")[2]);
    return [200, { posts: all.filter((one) => wanted.includes(one.uri)).map(view) }];
  },
  async "app.bsky.notification.listNotifications"(_query, who) {
    const named = (one) => one.value.facets?.some(({ features }) => features.some((feature) => feature.did === who));
    const found = (await records(POST, who)).filter((one) => one.did !== who && named(one));
    found.sort((one, other) => (one.value.createdAt < other.value.createdAt ? 1 : -1));
    const notice = (one) => ({ ...view(one), $type: undefined, reason: one.value.reply ? "reply" : "mention", isRead: false });
    return [200, { notifications: found.map(notice) }];
  },
};

const server = http.createServer(async (request, response) => {
  const { pathname, searchParams } = new URL(request.url, "http://view");
  const name = pathname.replace("/xrpc/", "");
  if (name === "/circle") {
    const members = searchParams.getAll("did");
    for (const member of members) state.circles.set(member, members);
    return response.end("{}");
  }
  let [status, body] = [501, { error: "MethodNotImplemented", message: name }];
  try {
    if (answers[name]) {
      const token = (request.headers.authorization ?? "").replace("Bearer ", "").split(".")[1];
      const who = token ? JSON.parse(Buffer.from(token, "base64url").toString()).iss : "";
      [status, body] = await answers[name](searchParams, who);
      body = JSON.parse(JSON.stringify(body));
      if (status === 200) lexicons.assertValidXrpcOutput(name, body);
    }
  } catch (error) {
    [status, body] = [500, { error: "InternalServerError", message: String(error) }];
  }
  response.writeHead(status, { "Content-Type": "application/json" });
  response.end(JSON.stringify(body));
});
await new Promise((done) => server.listen(0, done));

const plc = await TestPlc.create({});
state.pds = await TestPds.create({
  didPlcUrl: plc.url,
  bskyAppViewUrl: `http://localhost:${server.address().port}`,
  bskyAppViewDid: "did:example:view",
});
mockResolvers(state.pds.ctx.idResolver, state.pds);
const told = {
  server: state.pds.url,
  public: state.pds.ctx.cfg.service.publicUrl,
  view: `http://localhost:${server.address().port}`,
};
process.stdout.write(`${JSON.stringify(told)}\n`);

process.stdin.resume();
process.stdin.on("end", () => process.exit(0));
