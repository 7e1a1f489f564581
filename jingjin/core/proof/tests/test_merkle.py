import hashlib
from dataclasses import replace

import pytest

from jingjin.core.proof import merkle
from jingjin.core.proof.chain import Head
from jingjin.core.proof.merkle import InclusionProof, inclusion_proof, merkle_root, verify_inclusion
from jingjin.core.proof.tests.build import heads

# Published test data of Certificate Transparency for the tree of RFC 6962 and RFC 9162.
CT_LEAVES = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
CT_ROOTS = {
    1: "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    8: "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
}


@pytest.mark.parametrize("count", CT_ROOTS)
def test_the_tree_is_that_of_certificate_transparency(count: int) -> None:
    leaves = [hashlib.sha256(b"\x00" + bytes.fromhex(leaf)).digest() for leaf in CT_LEAVES[:count]]

    assert merkle._root(leaves).hex() == CT_ROOTS[count]


def test_no_heads_give_the_hash_of_nothing() -> None:
    assert merkle_root([]) == hashlib.sha256().hexdigest()


def test_the_order_of_heads_does_not_matter() -> None:
    assert merkle_root(heads(7)) == merkle_root(reversed(heads(7)))


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 8, 13])
def test_each_head_is_proved_and_nothing_else(count: int) -> None:
    every = heads(count)
    root = merkle_root(every)

    for place, head in enumerate(every):
        proof = inclusion_proof(every, head)
        assert verify_inclusion(head, proof, root)
        assert not verify_inclusion(replace(head, seq=head.seq + 1), proof, root)
        assert not verify_inclusion(head, replace(proof, index=(place + 1) % (count + 1)), root)
        assert not verify_inclusion(head, replace(proof, path=(*proof.path, "0" * 64)), root)
        assert not verify_inclusion(head, proof, "0" * 64)


def test_malformed_proofs_prove_nothing() -> None:
    head = heads(1)[0]

    assert not verify_inclusion(head, InclusionProof(0, 0, ()), merkle_root([head]))
    assert not verify_inclusion(head, InclusionProof(-1, 1, ()), merkle_root([head]))
    assert not verify_inclusion(head, InclusionProof(0, 2, ("xyz",)), merkle_root([head]))


def test_a_head_that_is_not_there_cannot_be_proved() -> None:
    with pytest.raises(ValueError, match="not in"):
        inclusion_proof(heads(3), Head("other", 1, "0" * 64))
