# The start of the provider's executable, in sh. It ends before the JavaScript, which begins after it in the same file.
# Terraform shows only the first line of stdout if a provider does not start, so each cause is stated there.
fail() { echo "$1"; exit 1; }
case ${NODE_DEBUG-} in *[sS][tT][rR][eE][aA][mM]*|*\**)
  fail 'The ClickUp provider does not start with "stream" or "*" in NODE_DEBUG, because Node.js would log bytes that can contain the token. Remove them from NODE_DEBUG.';;
esac
command -v node >/dev/null 2>&1 ||
  fail 'The ClickUp provider cannot start, because no node is on the PATH of Terraform. Install Node.js NODE_VERSION or later, or add its directory to PATH.'
case ${NODE_OPTIONS-} in
'') exec node "$0" "$@";;
*--inspect-brk*|*--inspect-wait*)
  fail 'The ClickUp provider cannot start, because NODE_OPTIONS makes Node.js wait for a debugger. Remove --inspect-brk and --inspect-wait from NODE_OPTIONS.';;
esac
# Some options end every Node.js before it runs any code. Terraform stops the provider through this process then.
export CLICKUP_PROVIDER_HOST=$PPID
trap : INT
node "$0" "$@"
code=$?
[ "$code" = 0 ] || node -e 0 >/dev/null 2>&1 ||
  fail 'The ClickUp provider cannot start, because Node.js fails with the value of NODE_OPTIONS, for example an unknown option or a missing file of --require. Correct or unset NODE_OPTIONS.'
exit "$code"
