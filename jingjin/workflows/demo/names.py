"""Names of made-up people. Family names by how common they are in China; given names from two syllable lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

FAMILIES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈"
    "姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
FIRST = "子思雨佳浩宇文志建晓明海俊嘉家雅欣若一天永国丽秀春玉梦诗泽瑞承景书云清婉安立德振光少启"
SECOND = "轩涵怡然杰宁琪博华强军平伟芳敏静燕峰磊鹏超洁慧婷宇航凯洋辰瑶颖琳娜莹萍斌辉波龙勇涛林栋远帆"
SINGLE = "伟敏静丽强磊洋勇艳杰涛明超霞平刚辉鹏华飞鑫波斌宇浩凯健俊帆婷雪琳洁颖倩蕾莹欣妍悦"
SHARE_SINGLE = 0.16
TRIES = 20


class Names:
    """Draws names; nobody is called like somebody else while the company is small enough for that."""

    def __init__(self, dice: np.random.Generator, taken: Iterable[str]) -> None:
        self._dice = dice
        self._taken = set(taken)
        weights = 1.0 / (np.arange(len(FAMILIES)) + 6.0)
        self._shares = np.cumsum(weights / weights.sum())

    def draw(self) -> str:
        """The next name."""
        for _ in range(TRIES):
            name = self._one()
            if name not in self._taken:
                break
        self._taken.add(name)
        return name

    def _one(self) -> str:
        family = FAMILIES[int(np.searchsorted(self._shares, self._dice.random() * self._shares[-1]))]
        if self._dice.random() < SHARE_SINGLE:
            return family + self._pick(SINGLE)
        first, second = self._pick(FIRST), self._pick(SECOND)
        return family + first + (second if second != first else SINGLE[0])

    def _pick(self, signs: str) -> str:
        return signs[int(self._dice.integers(len(signs)))]
