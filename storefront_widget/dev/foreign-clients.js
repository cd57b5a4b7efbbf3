// WHIP and WHEP clients that others wrote, as a page that a test drives (tests/e2e).
import { WHIPClient as EyevinnClient } from "@eyevinn/whip-web-client";
import { WHEPClient } from "whip-whep/whep.js";
import { WHIPClient } from "whip-whep/whip.js";

const camera = () => navigator.mediaDevices.getUserMedia({ audio: true, video: true });

async function publishByWhipWhep(url, token) {
  const client = new WHIPClient();
  const connection = new RTCPeerConnection();
  const stream = await camera();
  for (const track of stream.getTracks()) connection.addTransceiver(track, { streams: [stream] });
  await client.publish(connection, url, token);
  return client;
}

async function publishByEyevinn(url, token) {
  const client = new EyevinnClient({ endpoint: url, opts: { authkey: token, iceServers: [] } });
  await client.ingest(await camera());
  await client.getResourceUrl(); // it gathers addresses first, for two seconds
  return { stop: () => client.destroy() };
}

async function play(url, token) {
  const client = new WHEPClient();
  const connection = new RTCPeerConnection();
  const video = document.body.appendChild(document.createElement("video"));
  Object.assign(video, { autoplay: true, playsInline: true });
  for (const kind of ["audio", "video"]) connection.addTransceiver(kind, { direction: "recvonly" });
  connection.ontrack = ({ streams }) => (video.srcObject = streams[0]);
  await client.view(connection, url, token);
  return client;
}

let client;
window.foreign = {
  publish: async (name, url, token) => {
    client = await { whipWhep: publishByWhipWhep, eyevinn: publishByEyevinn }[name](url, token);
  },
  play: async (url, token) => {
    client = await play(url, token);
  },
  restart: () => client.restart(),
  stop: () => client.stop(),
};
