/// The program that lies in every proof folder: Python's standard library and openssl alone.
enum CheckScript {
  static let name = "check.py"

  static let text = #"""
    #!/usr/bin/env python3
    """Checks this folder: disclosed fields -> record root -> ledger entry -> signed log root.

    Usage: python3 check.py ['verifier key from elsewhere']
    Needs Python 3.8 or later, and openssl for the signature. Read it before you run it.
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
        path = field["path"].encode()
        value = field["value"].encode()
        data = b"obs-field/1\x00" + bytes.fromhex(field["salt"])
        data += struct.pack(">H", len(path)) + path + struct.pack(">I", len(value)) + value
        return sha256(b"\x00" + data)


    def record_root(disclosure):
        leaves = {item["index"]: base64.b64decode(item["hash"]) for item in disclosure["others"]}
        for field in disclosure["fields"]:
            leaves[field["index"]] = field_leaf(field)
        return tree([leaves[i] for i in range(len(leaves))])


    def inclusion_root(index, size, leaf, hashes):
        """RFC 9162, section 2.1.3.2."""
        fn, sn, result = index, size - 1, leaf
        for item in hashes:
            assert sn > 0, "the inclusion proof is too long"
            if fn & 1 or fn == sn:
                result = node(item, result)
                while not fn & 1 and fn:
                    fn, sn = fn >> 1, sn >> 1
            else:
                result = node(result, item)
            fn, sn = fn >> 1, sn >> 1
        assert sn == 0, "the inclusion proof is too short"
        return result


    def check_signature(note, vkey):
        name, key_id, key = vkey.split("+", 2)
        text, signatures = note.rsplit(b"\n\n", 1)
        text += b"\n"
        for line in signatures.decode().splitlines():
            dash, signer, value = line.split(" ")
            data = base64.b64decode(value)
            if signer == name and data[:4].hex() == key_id:
                return text, verify(base64.b64decode(key)[1:], data[4:], text)
        raise SystemExit("FAILED: the checkpoint is not signed by " + name)


    def verify(public, signature, text):
        with tempfile.TemporaryDirectory() as work:
            for name, data in [("key", bytes.fromhex("302a300506032b6570032100") + public),
                               ("sig", signature), ("text", text)]:
                with open(os.path.join(work, name), "wb") as file:
                    file.write(data)
            result = subprocess.run(
                ["openssl", "pkeyutl", "-verify", "-pubin", "-keyform", "DER", "-inkey", "key",
                 "-rawin", "-in", "text", "-sigfile", "sig"], cwd=work, stdout=subprocess.DEVNULL)
            return result.returncode == 0


    def main():
        disclosure = json.loads(read("disclosure.json"))
        entry = read("entry.txt")
        lines = dict(line.split(" ", 1) for line in entry.decode().splitlines()[1:])
        root = record_root(disclosure)
        assert base64.b64decode(lines["root"]) == root, "the fields do not lead to the entry's root"
        print("ok: %d fields lead to the ledger entry" % len(disclosure["fields"]))

        proof = read("entry.tlog-proof").decode()
        head, note = proof.split("\n\n", 1)
        rows = [row for row in head.split("\n")[1:] if not row.startswith("extra ")]
        index = int(rows[0].split(" ")[1])
        hashes = [base64.b64decode(row) for row in rows[1:]]
        vkey = sys.argv[1] if len(sys.argv) > 1 else read("ledger.vkey").decode().strip()
        text, is_signed = check_signature(note.encode(), vkey)
        assert is_signed, "the signature of the checkpoint is wrong"
        size, log_root = int(text.split(b"\n")[1]), base64.b64decode(text.split(b"\n")[2])
        print("ok: the checkpoint of size %d is signed by %s" % (size, vkey.split("+")[0]))
        assert inclusion_root(index, size, sha256(b"\x00" + entry), hashes) == log_root, \
            "the entry is not in the log"
        print("ok: the entry is number %d of the log" % index)
        for field in disclosure["fields"]:
            print("  %s = %s" % (field["path"], field["value"]))


    try:
        main()
    except AssertionError as fault:
        raise SystemExit("FAILED: %s" % fault)
    """#
}
