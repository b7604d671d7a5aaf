#!/bin/sh
# setup.sh: install the Debian packages that a part of the work needs.
#
# usage: tools/setup.sh build|test|test-all|bench...
#
# Says the missing packages aloud, then installs them with apt: as root, or
# with a sudo that asks no password. With neither it prints the line to type
# and exits 3. When nothing is missing it says nothing and touches nothing.
# What each package is for: docs/dependencies.md.
set -eu

build='gcc libc6-dev cmake ninja-build pkg-config
    libxxhash-dev libutf8proc-dev libuchardet-dev libjansson-dev nettle-dev
    zlib1g-dev'
test='libcmocka-dev python3 python3-jsonschema'
test_all='clang-14 libclang-rt-14-dev llvm-14 clang-format-14 gcovr chromium
    nodejs npm'
bench='python3 time valgrind'

wanted=$build
for part in "$@"; do
    case $part in
    build) ;;
    test) wanted="$wanted $test" ;;
    test-all) wanted="$wanted $test $test_all" ;;
    bench) wanted="$wanted $bench" ;;
    *)
        echo "setup: no part named '$part': build, test, test-all or bench" >&2
        exit 2
        ;;
    esac
done

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    echo 'setup: this is not a Debian machine; going on with what is here.' >&2
    echo 'setup: the packages on Debian 12 would be:' $wanted >&2
    exit 0
fi

# "ii" is installed; a package that dpkg never heard of gives no line at all.
installed=$(dpkg-query -W -f '${db:Status-Abbrev} ${Package}\n' $wanted \
    2>/dev/null | sed -n 's/^.i  *//p') || true
missing=
for package in $wanted; do
    case " $(echo $installed) $missing " in
    *" $package "*) continue ;;
    esac
    # Node.js may have come by another way, which its package would not bear.
    case "$package" in
    nodejs) command -v node >/dev/null && continue ;;
    npm) command -v npm >/dev/null && continue ;;
    esac
    case " $missing " in
    *" $package "*) ;;
    *) missing="$missing $package" ;;
    esac
done
missing=${missing# }
[ -n "$missing" ] || exit 0

line="apt-get update && apt-get install -y --no-install-recommends $missing"
if [ "$(id -u)" = 0 ]; then
    as_root=
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root='sudo -n'
else
    echo "setup: these packages are missing: $missing" >&2
    echo 'setup: that needs root, or a sudo that asks nothing. As root, type:' >&2
    echo "    $line" >&2
    exit 3
fi

echo "setup: installing with apt: $missing"
install() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
        --no-install-recommends $missing
}
# A fresh machine has no package lists, or old ones that name files gone since.
$as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q || {
    echo 'setup: apt-get update failed; trying with the lists that are here.' >&2
}
if ! install; then
    echo 'setup: apt could not install them. Mend what it says above, then' >&2
    echo "    $line" >&2
    exit 3
fi
echo 'setup: done.'
