# Arguments: folder of the image, working directory inside, user id, command …
# Runs in namespaces of its own as root, makes the image the read-only root and becomes the user for good.
image=$1 workdir=$2 user=$3
shift 3
mount --bind "$image" "$image"
mount -t proc -o nosuid,nodev,noexec proc "$image/proc"
for device in null zero full random urandom; do
  mount --bind "/dev/$device" "$image/dev/$device"
done
# The one place that may be written: the archive of a person's data is put together there.
mount -t tmpfs -o nosuid,nodev,noexec,mode=1777,size=1g tmpfs "$image/tmp"
mount -o remount,bind,ro,nosuid,nodev "$image"
exec setpriv --no-new-privs --bounding-set=-all,+sys_chroot,+setuid,+setgid \
  unshare --root="$image" --wd="$workdir" --setgid="$user" --setuid="$user" "$@"
