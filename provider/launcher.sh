# The first part of the provider's file. The build wraps it in a comment of JavaScript, so that one file is a shell script
# and a module. It starts Node.js. If Node.js fails before the handshake, it prints one sentence with the cause on stdout,
# because Terraform shows only the first line of stdout. Runs in dash, BusyBox and bash 3.2, without other programs.
fail() {
  echo "The ClickUp provider cannot start, because $1"
  exit 1
}
# Starts the provider without a host and without the token, which an error could contain.
try() {
  unset CLICKUP_API_TOKEN TF_PLUGIN_MAGIC_COOKIE
  exec node "$0" 2>&1 </dev/null
}
works() {
  case $1 in *'This is a Terraform plugin'* | *'ClickUp provider requires'*) ;; *) return 1 ;; esac
}
# The line of an error in the output of Node.js, or the first line.
summary() {
  first=
  while IFS= read -r line; do
    case $line in [A-Z]*Error*:* | Error*:* | *NODE_OPTIONS*) first=$line && break ;; esac
    first=${first:-$line}
  done <<END
$1
END
  first=${first#"$node: "}
  first=${first#"$0: "}
  echo "${first:-exit code $status}"
}
explain() {
  node=$(command -v node)
  version=$(unset NODE_OPTIONS && node --version 2>/dev/null </dev/null)
  case $version in
    v?.* | v1?.*) fail "it requires Node.js @NODE@ or later, but node on the PATH is $version ($node)." ;;
  esac
  output=$(try)
  # In a package of ES modules, Node.js does not run a file whose extension is that of a version. An expression can load it,
  # which is 4 ms slower.
  case $output in
    *ERR_UNKNOWN_FILE_EXTENSION*)
      unset CLICKUP_PROVIDER_HOST
      exec node --input-type=commonjs -e 'require(require("path").resolve(process.argv[1]))' "$0"
      ;;
  esac
  if works "$output"; then
    # The provider has printed the cause itself.
    case $status:$NODE_OPTIONS in 1:* | *:) return ;; esac
    output=
  elif [ -z "$NODE_OPTIONS" ] || ! works "$(unset NODE_OPTIONS && try)"; then
    fail "node on the PATH ($node) does not work: $(summary "$output"). Install Node.js @NODE@ or later."
  fi
  fail "NODE_OPTIONS stops Node.js: $(summary "$output"). Correct or unset NODE_OPTIONS."
}
case $NODE_DEBUG in
  *[*]* | *[hH][tT][tT][pP]* | *[nN][eE][tT]* | *[tT][lL][sS]* | *[sS][tT][rR][eE][aA][mM]*)
    fail 'NODE_DEBUG makes Node.js log data that can contain the token. Unset NODE_DEBUG, and use TF_LOG_PROVIDER=debug.'
    ;;
esac
case $NODE_OPTIONS in
  *--inspect-brk* | *--inspect-wait*) fail 'NODE_OPTIONS makes Node.js wait for a debugger. Unset NODE_OPTIONS.' ;;
esac
command -v node >/dev/null || fail 'node is not on the PATH. Install Node.js @NODE@ or later.'
# A channel to the parent process of Terraform, if that is Node.js.
unset NODE_CHANNEL_FD
case $1 in --debug) exec node "$0" "$@" ;; esac
# A terminal sends Ctrl-C to this process too.
trap '' INT
export CLICKUP_PROVIDER_HOST=$PPID
node "$0" "$@" &
child=$!
trap 'kill -TERM $child 2>/dev/null' TERM
trap 'kill -HUP $child 2>/dev/null' HUP
wait $child
status=$?
# A signal ends `wait` before the child ends.
while kill -0 $child 2>/dev/null; do
  wait $child
  status=$?
done
# The provider ends with 100 normally, because another program with the name node can end with 0, and with 129 to 143 after
# a signal.
case $status in 100) status=0 ;; 129 | 130 | 143) ;; *) explain ;; esac
exit $status
