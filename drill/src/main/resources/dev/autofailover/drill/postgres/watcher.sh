# Standard input is a pipe whose other end only the lab holds. When it closes, the lab is over, however it ended: what it left
# behind is ended and deleted here. $1 is the lab's folder.
trap '' INT TERM HUP
cat >/dev/null
[ -d "$1" ] || exit 0
for lock in "$1"/*/data/postmaster.pid; do
  [ -f "$lock" ] || continue
  if [ ! -e /proc/self/cwd ]; then
    read -r postmaster <"$lock"
    kill -9 "$postmaster" $(ps -A -o pid= -o ppid= | awk -v p="$postmaster" '$2 == p { print $1 }')
  fi
done
for process in /proc/[0-9]*; do
  case $(readlink "$process/exe") in */postgres)
    case $(readlink "$process/cwd") in "$1"/*/data) kill -9 "${process#/proc/}" ;; esac ;;
  esac
done
for lock in "$1"/*/data/postmaster.pid; do
  [ -f "$lock" ] && ipcrm -m "$(sed -n '7s/.* //p' "$lock")"
done
tries=0
while [ -d "$1" ] && [ $tries -lt 50 ]; do
  rm -rf "$1" || sleep 0.1
  tries=$((tries + 1))
done
