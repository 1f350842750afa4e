#!/usr/bin/env node
// A node for Maelstrom's workload broadcast: right. It tells its neighbours again and again what
// they have not said that they have, so that nothing stays lost.
'use strict';

const AGAIN_MS = 300;
const has = new Set();
const unconfirmed = new Map();
let name = '';

function send(dest, body) {
  process.stdout.write(JSON.stringify({src: name, dest, body}) + '\n');
}

function learn(messages, from) {
  for (const message of messages) {
    if (!has.has(message)) {
      has.add(message);
      for (const [neighbour, waiting] of unconfirmed) {
        if (neighbour !== from) {
          waiting.add(message);
        }
      }
    }
  }
}

function tell() {
  for (const [neighbour, waiting] of unconfirmed) {
    if (waiting.size > 0) {
      send(neighbour, {type: 'news', messages: [...waiting]});
    }
  }
}

function receive({src, body}) {
  const answer = (fields) => send(src, {in_reply_to: body.msg_id, ...fields});
  switch (body.type) {
    case 'init':
      name = body.node_id;
      answer({type: 'init_ok'});
      break;
    case 'topology':
      unconfirmed.clear();
      for (const neighbour of body.topology[name]) {
        unconfirmed.set(neighbour, new Set(has));
      }
      answer({type: 'topology_ok'});
      break;
    case 'broadcast':
      learn([body.message], src);
      answer({type: 'broadcast_ok'});
      tell();
      break;
    case 'read':
      answer({type: 'read_ok', messages: [...has]});
      break;
    case 'news':
      learn(body.messages, src);
      send(src, {type: 'noted', messages: body.messages});
      break;
    case 'noted':
      body.messages.forEach((message) => unconfirmed.get(src).delete(message));
      break;
    default:
      answer({type: 'error', code: 10, text: 'not supported'});
  }
}

setInterval(tell, AGAIN_MS);
require('readline')
  .createInterface({input: process.stdin})
  .on('line', (line) => receive(JSON.parse(line)))
  .on('close', () => process.exit());
