#!/usr/bin/env bash
# Verifies the bundle in its folder with bash, coreutils, xxd, openssl 3 and ssh-keygen: the list of files, the log's
# signature, each entry that is shown (its bytes, signature, key, place), the documents, cosignatures and time stamps.
# It does not look into tile/, does not compare the heads that authors had seen, and does not ask of a security key
# whether a person stood at it: verify.py does. Changes no file, opens no connection.
# Usage: bash verify.sh [--log LINE] [FOLDER]; FOLDER is the unpacked bundle, without it the folder of this script, and
# LINE the log's key as you have it from elsewhere. Bytes around the archive are seen only in the .zip: verify.py BUNDLE.zip
# Exit code: 0 all of it holds, 1 something does not, 2 it could not be examined.
set -u
export LC_ALL=C
folder=$(dirname -- "$0") mine="" usage="Usage: bash verify.sh [--log LINE] [FOLDER]"
while [ $# -gt 0 ]; do
  case $1 in
  --log) [ $# -gt 1 ] || { echo "--log needs the line of the log's key. $usage"; exit 2; }
    mine=$2; shift ;;
  --log=*) mine=${1#--log=} ;;
  -*) echo "$1 is no option here. $usage"; exit 2 ;;
  *) folder=$1 ;;
  esac
  shift
done
[ -d "$folder" ] || { echo "$folder is no folder: name the unpacked bundle. The .zip itself is for verify.py."; exit 2; }
cd -- "$folder" || exit 2
for program in sha256sum base64 xxd openssl ssh-keygen cmp sed; do
  command -v $program >/dev/null || { echo "$program was not found: install it and start again."; exit 2; }
done
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
faults=0
fails() { printf 'FAILS %s\n' "$1"; faults=$((faults + 1)); }
holds() { printf 'ok    %s\n' "$1"; }
hex() { xxd -p -c 80; }
sha256() { local found; found=$(sha256sum) && printf %s "${found%% *}"; } # in hexadecimal
bytes() { printf %s "$1" | base64 -d 2>/dev/null; }
plain() { sed '/^-----/d' "$1" | tr -d '\n'; }
fingerprint() { printf 'SHA256:%s' "$(bytes "$1" | sha256 | xxd -r -p | base64 | tr -d =)"; }
public() { # the Ed25519 key in a line NAME+KEYID+KEY
  local rest=${1#*+}
  bytes "${rest#*+}" | tail -c +2
}
pem() { # of an Ed25519 key, from its line NAME+KEYID+KEY
  printf -- '-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n' \
    "$( (printf 302a300506032b6570032100 | xxd -r -p; public "$1") | base64 | tr -d '\n')"
}
note_signature() { # the bytes after the key id, in the line of this key of this note
  local name=${1%%+*} rest=${1#*+} found
  found=$(sed -n "s/^— ${name//\//\\/} //p" "$2" | head -n 1)
  [ "$(bytes "$found" | head -c 4 | hex)" = "${rest%%+*}" ] && bytes "$found" | tail -c +5
}
ed25519() { # key line, signed file, signature file
  pem "$1" >"$work/pem"
  openssl pkeyutl -verify -pubin -inkey "$work/pem" -rawin -in "$2" -sigfile "$3" >/dev/null 2>&1
}

# The list of files
[ -f MANIFEST.sha256 ] || { echo "FAILS MANIFEST.sha256 is missing."; exit 1; }
if ! sha256sum --quiet --strict -c MANIFEST.sha256 >/dev/null 2>&1; then
  fails "the files are not as listed in MANIFEST.sha256: something was changed or is missing."
elif ! (cut -c 67- MANIFEST.sha256; printf 'MANIFEST.sha256\nMANIFEST.sha256.sig\n') | sort |
  cmp -s - <(find . ! -type d | cut -c 3- | sort) || [ -n "$(find . ! -type d ! -type f)" ]; then
  fails "there are files that MANIFEST.sha256 does not list: they were added after the export."
else holds "the files are as listed in MANIFEST.sha256."; fi

# The checkpoint
log=$(cat log.vkey); origin=$(sed -n 1p checkpoint); size=$(sed -n 2p checkpoint); root=$(sed -n 3p checkpoint)
root=$(bytes "$root" | hex)
printf '%s\n' "$log" | cmp -s - log.vkey || { fails "log.vkey is no log key that can be read."; exit 1; }
[ -z "$mine" ] || [ "$mine" = "$log" ] ||
  { fails "log.vkey is not the log key that you gave: this is the record of somebody else."; exit 1; }
[[ $size =~ ^(0|[1-9][0-9]{0,17})$ && ${#root} = 64 && $(sed -n 4p checkpoint) = "" ]] ||
  { fails "checkpoint cannot be read."; exit 1; }
sed -n 1,3p checkpoint >"$work/body"
note_signature "$log" checkpoint >"$work/signature"
if [ "${log%%+*}" = "$origin" ] && ed25519 "$log" "$work/body" "$work/signature" && pem "$log" | cmp -s - log.pem
then holds "the log $origin signed that it holds $size entries; compare its key with yours: $log"
else fails "checkpoint is not signed by the key in log.vkey."; exit 1; fi

# The entries, in order: first what each says, then whether it may say so
parties=() uses=() since=() until=() prints=() lines=()
find_key() { # sets $key
  for key in "${!prints[@]}"; do [ "${prints[key]}" = "$1" ] && return 0; done
  return 1
}
add_key() { # party use since line
  case ${4%% *} in ssh-ed25519 | sk-ssh-ed25519@openssh.com | sk-ecdsa-sha2-nistp256@openssh.com) ;; *) return 1 ;; esac
  local line="${4%% *} $(printf %s "${4#* }" | cut -d ' ' -f 1)" print
  print=$(fingerprint "${line#* }")
  find_key "$print" && return 1
  parties+=("$1"); uses+=("$2"); since+=("$3"); until+=(""); prints+=("$print"); lines+=("$line")
}
has_one() { # party, use
  local at
  for at in "${!prints[@]}"; do [ "${parties[at]} ${uses[at]} ${until[at]}" = "$1 $2 " ] && return 0; done
  return 1
}
in_force() { [ "${uses[key]}" = entry ] && ((since[key] <= $1)) && [[ -z ${until[key]} || $1 -lt ${until[key]} ]]; }
shape='^\{"actor":"([^"\\]+)","at":"[0-9TZ:.-]+","body":(\{.*\}),"docs":\[.*\],"key":"(SHA256:[A-Za-z0-9+/]{43})",'
shape+='"neg":"([^"\\]+)","nonce":"([0-9a-f]{32})",("on_behalf":"[^"\\]+",)?"prev":"([0-9a-f]{64})","re":\[[^]]*\],'
shape+='"seen":\{"root":"[0-9a-f]{64}","size":(0|[1-9][0-9]{0,17})\},"type":"([a-z.]+)","v":1,"vis":"[^"\\]+"\}$'
string='"([^"\\]+)"'
zeros=$(printf '0%.0s' {1..64}) received="" keeper="" shown=0
: >"$work/nonces"; : >"$work/leaves"; mkdir "$work/last"
entry() { # index folder; prints nothing and succeeds if the entry holds, else says what does not
  local index=$((10#$1)) folder=$2 line first found last up at n number path party proof note
  for path in leaf entry.json entry.json.sig entry.tlog-proof; do
    [ -f "$folder/$path" ] || { echo "its $path is missing"; return 1; }
  done
  IFS= read -r line <"$folder/entry.json"
  IFS= read -r first <"$folder/leaf"
  { printf '%s\n%s\n' "$first" "$line"
    for path in "$folder"/entry.json.sig "$folder"/entry.json.[2-4].sig; do
      [ -f "$path" ] && { plain "$path"; echo; }
    done; } | cmp -s - "$folder/leaf" || { echo "its leaf is not its time, its entry.json and its signatures"; return 1; }
  for path in "$folder"/entry.json.sig "$folder"/entry.json.[2-4].sig; do
    [ ! -f "$path" ] || { echo '-----BEGIN SSH SIGNATURE-----'; plain "$path" | fold -w 70
      printf '\n-----END SSH SIGNATURE-----\n'; } | cmp -s - "$path" ||
      { echo "its $(basename "$path") is not written as a signature is"; return 1; }
  done
  [[ $first =~ ^travaux-leaf/v1\ [0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$ ]] ||
    { echo "its leaf does not begin as one"; return 1; }
  # place
  proof=() note=""
  { mapfile -t proof && note=$(sed '1,/^$/d' "$folder/entry.tlog-proof"; echo .); } 2>/dev/null <"$folder/entry.tlog-proof"
  [ "${proof[0]:-}" = c2sp.org/tlog-proof@v1 ] && [ "${proof[1]}" = "index $index" ] &&
    [ "$note" = "$(cat checkpoint; echo .)" ] || { echo "its proof is of another place or checkpoint"; return 1; }
  found=$( (printf '\0'; cat "$folder/leaf") | sha256)
  printf '%s\n' "$found" >"$work/leaf"
  at=$index; n=$((size - 1))
  for up in "${proof[@]:2}"; do
    [ -n "$up" ] || break
    up=$(bytes "$up" | hex)
    ((n == 0)) && { echo "its proof is too long"; return 1; }
    if ((at & 1 || at == n)); then
      found=$(printf '01%s%s' "$up" "$found" | xxd -r -p | sha256)
      while ((at != 0 && !(at & 1))); do at=$((at >> 1)); n=$((n >> 1)); done
    else found=$(printf '01%s%s' "$found" "$up" | xxd -r -p | sha256); fi
    at=$((at >> 1)); n=$((n >> 1))
  done
  [ "$n" = 0 ] && [ "$found" = "$root" ] || { echo "it is not in the record at this place"; return 1; }
  # what it says
  [[ $line =~ $shape ]] || { echo "it cannot be read as an entry"; return 1; }
  actor=${BASH_REMATCH[1]} body=${BASH_REMATCH[2]} print=${BASH_REMATCH[3]} neg=${BASH_REMATCH[4]}
  nonce=${BASH_REMATCH[5]} behalf=${BASH_REMATCH[6]} prev=${BASH_REMATCH[7]} seen=${BASH_REMATCH[8]} type=${BASH_REMATCH[9]}
  [ "$neg" = "$origin" ] || { echo "it was written for the record $neg"; return 1; }
  case $type in instrument.open | key.*) [[ $folder = keys/* ]] ;; *) [[ $folder = entries/* ]] ;; esac ||
    { echo "it lies in the wrong folder"; return 1; }
  if [ $index = 0 ]; then
    [[ $type = instrument.open && $body =~ \"keeper\":$string,\"keeper_key\":$string ]] &&
      keeper=${BASH_REMATCH[1]} && add_key "$keeper" entry 0 "${BASH_REMATCH[2]}" &&
      [[ $body =~ ,\"log\":$string,\"title\": && ${BASH_REMATCH[1]} = "$log" && $actor = "$keeper" ]] ||
      { echo "it does not open this record"; return 1; }
  fi
  # whose signature it is
  number=0 signers=""
  for path in "$folder"/entry.json.sig "$folder"/entry.json.[2-4].sig; do
    [ -f "$path" ] || continue
    if [ $number = 0 ]; then find_key "$print"; else
      # a further signature: of whichever key it holds by
      for key in "${!lines[@]}"; do
        printf 'signer %s\n' "${lines[key]}" >"$work/allowed"
        ssh-keygen -Y find-principals -s "$path" -f "$work/allowed" >/dev/null 2>&1 && break
      done
    fi || { echo "it is signed with a key that no entry shown here enrolled"; return 1; }
    [ "${parties[key]}" = "$actor" ] && [[ " $signers " != *" $key "* ]] || { echo "a signature is of ${parties[key]}, or twice of one key; not of $actor"; return 1; }
    signers+=" $key"
    in_force "$index" || { echo "it is signed with a key not in force at this place"; return 1; }
    printf 'signer namespaces="entry@travaux" %s\n' "${lines[key]}" >"$work/allowed"
    ssh-keygen -Y verify -f "$work/allowed" -I signer -n entry@travaux -s "$path" \
      <"$folder/entry.json" >/dev/null 2>&1 || { echo "its signature does not hold"; return 1; }
    number=$((number + 1))
  done
  # what stands before it
  [[ ! $first < $received ]] || { echo "it was received before an earlier entry"; return 1; }
  received=$first
  grep -qx "$nonce" "$work/nonces" && { echo "its nonce is that of an earlier entry"; return 1; }
  echo "$nonce" >>"$work/nonces"
  last=$(cat "$work/last/${actor//\//_}" 2>/dev/null || echo "$zeros")
  if [ "$prev" = "$zeros" ] || grep -qx "$prev" "$work/leaves"; then
    [ "$prev" = "$last" ] || { echo "it does not follow the entry of $actor before it"; return 1; }
  fi
  ((seen <= index)) || { echo "its author had seen more entries than stood before it"; return 1; }
  # what it does to the keys
  [[ $type != key.* && $type != instrument.open ]] || [ -z "$behalf" ] ||
    { echo "it is about a key and on behalf of another"; return 1; }
  case $type in
  key.enrol)
    [[ $body =~ ^\{(\"holder\":.*,)?\"line\":$string,\"party\":$string(,\"use\":\"([a-z]+)\")?\}$ ]] &&
      party=${BASH_REMATCH[3]} use=${BASH_REMATCH[5]:-entry} line=${BASH_REMATCH[2]} &&
      { [ "$actor" = "$party" ] || { [ "$actor" = "$keeper" ] && ! has_one "$party" "$use"; }; } &&
      add_key "$party" "$use" $((index + 1)) "$line" ;;
  key.rotate)
    [[ $body =~ ^\{\"line\":$string,\"old\":$string\}$ ]] && find_key "${BASH_REMATCH[2]}" &&
      [ "${parties[key]}" = "$actor" ] && [ "${prints[key]}" = "$print" ] && { [ -z "${until[key]}" ] || ((index < until[key])); } &&
      at=$key && add_key "$actor" "${uses[key]}" $((index + 1)) "${BASH_REMATCH[1]}" && until[at]=$((index + 1)) ;;
  key.revoke)
    [[ $body =~ ^\{\"key\":$string(,\"words\":.*)?\}$ ]] && find_key "${BASH_REMATCH[1]}" &&
      [[ $actor = "$keeper" || $actor = "${parties[key]}" ]] && until[key]=${until[key]:-$((index + 1))} ;;
  esac || { echo "what it does to a key is not for $actor to do"; return 1; }
  cat "$work/leaf" >>"$work/leaves"
  cp "$work/leaf" "$work/last/${actor//\//_}"
}
while read -r folder; do
  index=${folder#*/}
  [[ $index =~ ^[0-9]{12}$ ]] && ((10#$index < size)) || { fails "$folder is no entry of this record."; continue; }
  if entry "$index" "$folder" >"$work/why"
  then holds "entry $index, $type by $actor: signature, key, place and bytes hold."; shown=$((shown + 1))
  else fails "entry $index: $(cat "$work/why")."; fi
done < <(find entries keys -mindepth 1 -maxdepth 1 2>/dev/null | sort -t / -k 2,2)
[ -z "$(find entries keys -mindepth 1 -maxdepth 1 2>/dev/null | cut -d / -f 2 | sort | uniq -d)" ] ||
  fails "an entry is in entries/ and in keys/."
[ -z "$(find entries keys -type f 2>/dev/null |
  grep -vE '^(entries|keys)/[0-9]{12}/(leaf|entry\.json|entry\.json(\.[234])?\.sig|entry\.tlog-proof)$')" ] ||
  fails "there are files that belong to no entry."

# Who may sign, and who made the bundle
for key in "${!lines[@]}"; do
  [ "${uses[key]}" = entry ] || continue
  printf '%s namespaces="entry@travaux,bundle@travaux" %s since-%012d' "${parties[key]}" "${lines[key]}" "${since[key]}"
  [ -z "${until[key]}" ] || printf -- '-until-%012d' "${until[key]}"
  echo
done | cmp -s - allowed_signers || fails "allowed_signers is not what the entries in keys/ say."
for key in "${!lines[@]}"; do
  in_force "$size" || continue
  printf '%s namespaces="bundle@travaux" %s\n' "${parties[key]}" "${lines[key]}"
done >"$work/allowed"
by=$(ssh-keygen -Y find-principals -s MANIFEST.sha256.sig -f "$work/allowed" 2>/dev/null | head -n 1)
if [ -n "$by" ] && ssh-keygen -Y verify -f "$work/allowed" -I "$by" -n bundle@travaux -s MANIFEST.sha256.sig \
  <MANIFEST.sha256 >/dev/null 2>&1
then holds "$by made this bundle."
else fails "MANIFEST.sha256.sig is not of a key in force in this record, or not over this list."; fi

# What is shown and what is not
at=0
{ echo "travaux-disclosure/v1 $size"
  find entries keys -mindepth 1 -maxdepth 1 2>/dev/null | cut -d / -f 2 | grep -E '^[0-9]{12}$' |
    sort | while read -r index; do echo $((10#$index)); done | { while read -r n; do
      if [ -z "${start:-}" ]; then
        ((n > 0)) && printf 'not-shown %012d %012d\n' 0 $((n - 1)); start=$n
      elif ((n != end + 1)); then
        printf 'shown %012d %012d\nnot-shown %012d %012d\n' "$start" "$end" $((end + 1)) $((n - 1)); start=$n
      fi; end=$n; done
    [ -z "${start:-}" ] || printf 'shown %012d %012d\n' "$start" "$end"
    ((${end:--1} + 1 < size)) && printf 'not-shown %012d %012d\n' $((${end:--1} + 1)) $((size - 1)); }
} | cmp -s - <(grep -v '^gap ' disclosure) || fails "disclosure is not what this bundle shows."
((shown == size)) || echo "note  $((size - shown)) of $size entries are not shown: nothing is proved about them."

# Documents
for folder in docs/*/; do
  [ -d "$folder" ] || continue
  h=$(basename "$folder"); salt=$(cat "$folder/salt.hex" 2>/dev/null)
  [[ $salt =~ ^[0-9a-f]{64}$ ]] || { fails "docs/$h has no salt that can be read."; continue; }
  mac() { openssl mac -digest SHA256 -macopt "hexkey:$salt" -in "$1" HMAC 2>/dev/null | tr 'A-F' 'a-f'; }
  named=$(cat entries/*/entry.json keys/*/entry.json 2>/dev/null | grep -oE "\"h\":\"$h\",\"lang\":\"[^\"]*\",\"media\":\"[^\"]*\",\"name\":\"([^\"\\]|\\\\.)*\",\"text\":\"[0-9a-f]*\"")
  [ -n "$named" ] || { fails "docs/$h is named by no entry that is shown."; continue; }
  set -- "$folder"file.*
  { [ $# = 1 ] && [ "$(find "$folder" -type f | grep -cvE '/(salt\.hex|text\.txt)$')" = 1 ] &&
    [ "$(mac "$1")" = "$h" ]; } || { fails "docs/$h is not the document its entry holds to."; continue; }
  if [ -f "$folder/text.txt" ] && printf '%s\n' "$named" | grep -qv "\"text\":\"$(mac "$folder/text.txt")\"$"; then
    fails "docs/$h has a text.txt that is not the text its entry holds to."; continue
  fi
  holds "docs/$h is the document its entry holds to."
  if [ ! -f "$folder/text.txt" ] && printf '%s\n' "$named" | grep -qE '"text":"[0-9a-f]+"$'; then
    echo "note  docs/$h has no text.txt: which words its entry holds to cannot be checked here."
  fi
done

# Cosignatures
grep -qxE "log[ ]+$(printf %s "$log" | sed 's/[.[\*^$+?(){}|\\]/\\&/g')([ ].*)?" policy.txt ||
  fails "policy.txt does not name this log."
seen=" none "
while read -r word name rest; do
  case $word in
  witness)
    witness=${rest%% *} enrolled=""
    for key in "${!lines[@]}"; do
      [ "${uses[key]}" = cosign ] && [ -z "${until[key]}" ] &&
        [ "$(bytes "${lines[key]#* }" | tail -c 32 | hex)" = "$(public "$witness" | hex)" ] && enrolled=1
    done
    [ -n "$enrolled" ] || fails "policy.txt: the key of $name is not one that this record enrols to cosign."
    stem=cosignatures/$name
    [[ $name =~ ^[A-Za-z0-9][A-Za-z0-9._-]*$ ]] || { stem=${witness#*+}; stem=cosignatures/${stem%%+*}; }
    [ -f "$stem.note" ] || continue
    note_signature "$witness" "$stem.note" >"$work/both"
    at=$(head -c 8 "$work/both" | hex); at=$((16#${at:-0}))
    tail -c +9 "$work/both" >"$work/signature"
    { printf 'cosignature/v1\ntime %d\n' "$at"; cat "$work/body"; } >"$work/message"
    if [ "$(tail -c 1 "$stem.note" | hex)" = 0a ] && sed -n 1,3p "$stem.note" | cmp -s - "$work/body" &&
      ed25519 "$witness" "$work/message" "$work/signature" && pem "$witness" | cmp -s - "$stem.pem"
    then holds "$name cosigned this checkpoint at second $at."; seen+="$name "
    else fails "$stem.note is not a cosignature of this checkpoint by the key in policy.txt."; fi ;;
  group)
    set -- $rest; least=$1; shift; n=0
    case $least in any) least=1 ;; all) least=$# ;; esac
    for member in "$@"; do [[ $seen = *" $member "* ]] && n=$((n + 1)); done
    ((n >= least)) && seen+="$name " ;;
  quorum)
    if [[ $seen = *" $name "* ]]; then holds "the cosignatures reach the quorum $name of policy.txt."
    else fails "the cosignatures do not reach the quorum $name of policy.txt."; fi ;;
  log | "#"* | "") ;;
  *) fails "policy.txt cannot be read." ;;
  esac
done <policy.txt
[ "$(grep -c '^quorum' policy.txt)" = 1 ] || fails "policy.txt does not name one quorum."

# Time stamps
for token in timestamps/*.tsr; do
  [ -f "$token" ] || continue
  at=$(openssl ts -reply -in "$token" -text 2>/dev/null | sed -n 's/^Time stamp: //p')
  if openssl ts -verify -data checkpoint -in "$token" -CAfile "${token%.tsr}-chain.pem" \
    -attime "$(date -u -d "$at" +%s 2>/dev/null)" >/dev/null 2>&1
  then holds "$token: this checkpoint existed at $at."
  else fails "$token does not prove a time for this checkpoint."; fi
done

echo
((faults == 0)) || { echo "NOT VERIFIED. $faults of the checks above fail."; exit 1; }
echo "VERIFIED. Everything that is shown in this bundle is as it was recorded."
