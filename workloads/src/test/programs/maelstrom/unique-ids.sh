#!/bin/sh
# A node for Maelstrom's workload unique-ids: wrong, since each node counts for itself.
ids=0
while read -r line; do
  from=$(expr "$line" : '.*"src":"\([^"]*\)"')
  me=$(expr "$line" : '.*"dest":"\([^"]*\)"')
  request=$(expr "$line" : '.*"msg_id":\([0-9]*\)')
  case $line in
    *'"type":"init"'*) said='"type":"init_ok"' ;;
    *) ids=$((ids + 1)); said="\"type\":\"generate_ok\",\"id\":$ids" ;;
  esac
  echo "{\"src\":\"$me\",\"dest\":\"$from\",\"body\":{\"in_reply_to\":$request,$said}}"
done
