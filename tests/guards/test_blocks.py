"""A template fills only blocks that its parent has: Django drops any other without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template import Engine
from django.template.loader_tags import BlockNode, ExtendsNode

from tests.guards.test_texts import templates

if TYPE_CHECKING:
    from django.template.base import Template


def lost_blocks(template: Template) -> set[str]:
    """The blocks outside any other that no ancestor of the template has."""
    known: set[str] = set()
    above = parent_of(template)
    while above is not None:
        blocks = above.nodelist.get_nodes_by_type(BlockNode)
        known |= {node.name for node in blocks if isinstance(node, BlockNode)}
        above = parent_of(above)
    nodes = [node for own in template.nodelist if isinstance(own, ExtendsNode) for node in own.nodelist]
    return {node.name for node in nodes if isinstance(node, BlockNode)} - known


def parent_of(template: Template) -> Template | None:
    """The template that this one extends, if any."""
    own = [node for node in template.nodelist if isinstance(node, ExtendsNode)]
    return Engine.get_default().get_template(getattr(own[0].parent_name, "var", "")) if own else None


def test_every_block_has_a_place() -> None:
    names = [str(path).rpartition("/templates/")[2] for path in templates()]
    found = {name: lost for name in names if (lost := lost_blocks(Engine.get_default().get_template(name)))}

    assert found == {}


def test_the_guard_sees_a_planted_block() -> None:
    planted = '{% extends "core/bare.html" %}{% block wide %}{% endblock %}{% block content %}{% block part %}{% endblock %}{% endblock %}'

    assert lost_blocks(Engine.get_default().from_string(planted)) == {"wide"}
