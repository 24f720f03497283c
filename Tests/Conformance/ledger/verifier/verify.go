// Checks a log's folder with Go's own transparency packages (golang.org/x/mod/sumdb), which know
// nothing of the program that made it: the signature, every tile, every entry, and proofs.
package main

import (
	"bufio"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type folder string

func (folder) Height() int                           { return 8 }
func (folder) SaveTiles([]tlog.Tile, [][]byte)       {}
func (f folder) read(tile tlog.Tile) ([]byte, error) { return os.ReadFile(f.path(tile)) }

// The paths of C2SP tlog-tiles have no element for the height, and call data entries.
func (f folder) path(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), "tile/8/")
	return filepath.Join(string(f), "tile", strings.Replace(path, "data/", "entries/", 1))
}

func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		bytes, err := f.read(tile)
		if err != nil {
			return nil, err
		}
		all = append(all, bytes)
	}
	return all, nil
}

func checkpoint(f folder, vkey string) (tlog.Tree, error) {
	var tree tlog.Tree
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tree, err
	}
	bytes, err := os.ReadFile(filepath.Join(string(f), "checkpoint"))
	if err != nil {
		return tree, err
	}
	signed, err := note.Open(bytes, note.VerifierList(verifier))
	if err != nil {
		return tree, err
	}
	lines := strings.Split(signed.Text, "\n")
	if len(lines) < 4 || lines[0] != verifier.Name() {
		return tree, fmt.Errorf("checkpoint: another origin, or too short")
	}
	if tree.N, err = strconv.ParseInt(lines[1], 10, 64); err != nil {
		return tree, err
	}
	tree.Hash, err = hash(lines[2])
	return tree, err
}

func hash(text string) (tlog.Hash, error) {
	var hash tlog.Hash
	bytes, err := base64.StdEncoding.Strict().DecodeString(text)
	if err == nil && len(bytes) != len(hash) {
		err = fmt.Errorf("%d bytes instead of %d", len(bytes), len(hash))
	}
	copy(hash[:], bytes)
	return hash, err
}

// Every entry of one bundle must have the hash that the authenticated tiles give.
func bundle(f folder, first, size int64, hashes tlog.HashReader) error {
	width := size - first
	if width > 256 {
		width = 256
	}
	data, err := f.read(tlog.Tile{H: 8, L: -1, N: first / 256, W: int(width)})
	if err != nil {
		return err
	}
	var places []int64
	var found []tlog.Hash
	for i := int64(0); i < width; i++ {
		if len(data) < 2 || len(data) < 2+int(binary.BigEndian.Uint16(data)) {
			return fmt.Errorf("entry %d: cut off", first+i)
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		found = append(found, tlog.RecordHash(data[2:end]))
		places = append(places, tlog.StoredHashIndex(0, first+i))
		data = data[end:]
	}
	if len(data) != 0 {
		return fmt.Errorf("bundle %d: %d bytes too many", first/256, len(data))
	}
	expected, err := hashes.ReadHashes(places)
	if err != nil {
		return err
	}
	for i := range expected {
		if expected[i] != found[i] {
			return fmt.Errorf("entry %d: not what was logged", first+int64(i))
		}
	}
	return nil
}

// Each line: "inclusion INDEX SIZE HASH..." or "consistency FROM TO HASH...".
func proof(line string, tree tlog.Tree, hashes tlog.HashReader) error {
	words := strings.Fields(line)
	if len(words) < 3 {
		return fmt.Errorf("proof line is too short")
	}
	first, err := strconv.ParseInt(words[1], 10, 64)
	if err != nil {
		return err
	}
	if words[2] != strconv.FormatInt(tree.N, 10) {
		return fmt.Errorf("proof for another size")
	}
	var steps []tlog.Hash
	for _, word := range words[3:] {
		step, err := hash(word)
		if err != nil {
			return err
		}
		steps = append(steps, step)
	}
	if words[0] == "inclusion" {
		leaves, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, first)})
		if err != nil {
			return err
		}
		return tlog.CheckRecord(steps, tree.N, tree.Hash, first, leaves[0])
	}
	earlier, err := tlog.TreeHash(first, hashes)
	if err != nil {
		return err
	}
	return tlog.CheckTree(steps, tree.N, tree.Hash, first, earlier)
}

func verify(f folder, vkey, proofs string) (int64, int, error) {
	tree, err := checkpoint(f, vkey)
	if err != nil {
		return 0, 0, err
	}
	if tree.N == 0 && tree.Hash != sha256.Sum256(nil) {
		return 0, 0, fmt.Errorf("empty log with a root")
	}
	hashes := tlog.TileHashReader(tree, f)
	for first := int64(0); first < tree.N; first += 256 {
		if err := bundle(f, first, tree.N, hashes); err != nil {
			return 0, 0, err
		}
	}
	file, err := os.Open(proofs)
	if err != nil {
		return 0, 0, err
	}
	defer file.Close()
	count := 0
	lines := bufio.NewScanner(file)
	for ; lines.Scan(); count++ {
		if err := proof(lines.Text(), tree, hashes); err != nil {
			return 0, 0, fmt.Errorf("proof %q: %v", lines.Text()[:20], err)
		}
	}
	return tree.N, count, lines.Err()
}

func main() {
	if len(os.Args) != 4 {
		fmt.Println("usage: verify FOLDER VKEY PROOFS")
		os.Exit(2)
	}
	size, proofs, err := verify(folder(os.Args[1]), os.Args[2], os.Args[3])
	if err != nil {
		fmt.Println("refused:", err)
		os.Exit(1)
	}
	fmt.Printf("accepted: %d entries, %d proofs\n", size, proofs)
}
