/// The program that lies in every proof folder: Python's standard library and openssl alone.
enum CheckScript {
  static let name = "check.py"

  static let text = #"""
    #!/usr/bin/env python3
    """Checks this folder: disclosed fields -> record root -> ledger entry -> signed log root.

    Usage: python3 check.py ['verifier key from elsewhere']
    Needs Python 3.8 or later, and openssl for the signature. Read it before you run it.
    Exit code 0: verified; 1: not verified.
    """

    import base64
    import hashlib
    import json
    import os
    import struct
    import subprocess
    import sys
    import tempfile

    HERE = os.path.dirname(os.path.abspath(__file__))


    class NotVerified(Exception):
        pass


    def need(condition, what):
        if not condition:
            raise NotVerified(what)


    def sha256(data):
        return hashlib.sha256(data).digest()


    def read(name):
        with open(os.path.join(HERE, name), "rb") as file:
            return file.read()


    def node(left, right):
        return sha256(b"\x01" + left + right)


    def tree(leaves):
        """The RFC 6962 tree hash over leaf hashes."""
        if len(leaves) == 1:
            return leaves[0]
        split = 1
        while split * 2 < len(leaves):
            split *= 2
        return node(tree(leaves[:split]), tree(leaves[split:]))


    def field_leaf(field):
        path, value = field["path"].encode(), field["value"].encode()
        salt = bytes.fromhex(field["salt"])
        need(len(salt) == 32, "a salt is not 32 bytes long")
        data = b"obs-field/1\x00" + salt
        data += struct.pack(">H", len(path)) + path + struct.pack(">I", len(value)) + value
        return sha256(b"\x00" + data)


    def record_root(disclosure, count):
        leaves = [None] * count

        def place(item, leaf):
            index = item["index"]
            need(type(index) is int and 0 <= index < count, "an index is beyond the leaves")
            need(leaves[index] is None, "two leaves have the index %d" % index)
            leaves[index] = leaf

        for field in disclosure["fields"]:
            place(field, field_leaf(field))
        for other in disclosure["others"]:
            leaf = base64.b64decode(other["hash"], validate=True)
            need(len(leaf) == 32, "a leaf is not 32 bytes long")
            place(other, leaf)
        need(None not in leaves, "a leaf is missing")
        return tree(leaves)


    def inclusion_root(index, size, leaf, hashes):
        """RFC 9162, section 2.1.3.2."""
        need(0 <= index < size, "the entry's number is beyond the log")
        fn, sn, result = index, size - 1, leaf
        for item in hashes:
            need(sn > 0, "the inclusion proof is too long")
            if fn & 1 or fn == sn:
                result = node(item, result)
                while not fn & 1 and fn:
                    fn, sn = fn >> 1, sn >> 1
            else:
                result = node(result, item)
            fn, sn = fn >> 1, sn >> 1
        need(sn == 0, "the inclusion proof is too short")
        return result


    def check_signature(note, vkey):
        """The signed text of a note: origin, size and root, each on a line."""
        name, key_id, key = vkey.split("+", 2)
        public = base64.b64decode(key, validate=True)
        need(len(public) == 33 and public[0] == 1, "the verifier key is not one of Ed25519")
        need(sha256(name.encode() + b"\n" + public)[:4].hex() == key_id, "the verifier key is spoilt")
        text, signatures = note.rsplit(b"\n\n", 1)
        text += b"\n"
        for line in signatures.decode().splitlines():
            dash, signer, value = line.split(" ")
            data = base64.b64decode(value, validate=True)
            if signer == name and data[:4].hex() == key_id:
                need(is_signed(public[1:], data[4:], text), "the checkpoint's signature is wrong")
                need(text.split(b"\n")[0] == name.encode(), "the checkpoint is another log's")
                return text
        raise NotVerified("the checkpoint is not signed by " + name)


    def is_signed(public, signature, text):
        with tempfile.TemporaryDirectory() as work:
            for name, data in [("key", bytes.fromhex("302a300506032b6570032100") + public),
                               ("sig", signature), ("text", text)]:
                with open(os.path.join(work, name), "wb") as file:
                    file.write(data)
            result = subprocess.run(
                ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key",
                 "-rawin", "-in", "text", "-sigfile", "sig"], cwd=work,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            return result.returncode == 0


    def main():
        disclosure, entry, proof = json.loads(read("disclosure.json")), read("entry.txt"), \
            read("entry.tlog-proof")
        need(disclosure["format"] == "obs-disclosure/1", "disclosure.json has another format")
        need(disclosure["entry"].encode() == entry, "entry.txt is not the entry in disclosure.json")
        need(disclosure["proof"].encode() == proof,
             "entry.tlog-proof is not the proof in disclosure.json")
        head, *rest = entry.decode().splitlines()
        need(head == "obs-entry/1", "entry.txt has another format")
        lines = dict(line.split(" ", 1) for line in rest)
        root = record_root(disclosure, int(lines["fields"]))
        need(base64.b64decode(lines["root"]) == root, "the fields do not lead to the entry's root")
        print("ok: %d fields lead to the ledger entry" % len(disclosure["fields"]))

        head, note = proof.split(b"\n\n", 1)
        need(note == read("checkpoint"), "checkpoint is not the one in entry.tlog-proof")
        rows = [row for row in head.decode().split("\n")[1:] if not row.startswith("extra ")]
        index = int(rows[0].split(" ")[1])
        hashes = [base64.b64decode(row, validate=True) for row in rows[1:]]
        vkey = sys.argv[1] if len(sys.argv) > 1 else read("ledger.vkey").decode().strip()
        text = check_signature(note, vkey)
        size, log_root = int(text.split(b"\n")[1]), base64.b64decode(text.split(b"\n")[2])
        print("ok: the checkpoint of size %d is signed by %s" % (size, vkey.split("+")[0]))
        need(inclusion_root(index, size, sha256(b"\x00" + entry), hashes) == log_root,
             "the entry is not in the log")
        print("ok: the entry is number %d of the log" % index)
        for field in disclosure["fields"]:
            print("  %s = %s" % (field["path"], field["value"]))
        print("VERIFIED: these fields were in the log when the checkpoint was signed")
        if len(sys.argv) == 1:
            print("The key came from this folder: compare it with one from elsewhere.\n  " + vkey)


    try:
        main()
    except NotVerified as fault:
        raise SystemExit("NOT VERIFIED: %s" % fault)
    except (KeyError, TypeError, ValueError, IndexError, OSError) as fault:
        raise SystemExit("NOT VERIFIED: a file is missing or malformed: %r" % fault)
    """#
}
