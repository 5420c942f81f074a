"""Parametric question families of the bank fitter (机修钳工).

Every key is computed in exact arithmetic from parameters that stand in short lists; every distractor is the result of a
named mistake. Tables that a rule chooses from stand beside their family, with the source in a comment.
"""

from math import ceil

from family import Family, Fraction, fixed, instance, numeric, ranked, shown

PI = Fraction(314, 100)  # stated in every stem that needs it: π取3.14

# Limit deviations in µm by nominal size, GB/T 1800.2 (upper, lower); the sizes are chosen one from each size range.
SHAFTS = {
    16: {"d9": (-50, -93), "e8": (-32, -59), "f7": (-16, -34), "g6": (-6, -17), "p6": (29, 18), "r6": (34, 23), "s6": (39, 28)},
    25: {"d9": (-65, -117), "e8": (-40, -73), "f7": (-20, -41), "g6": (-7, -20), "p6": (35, 22), "r6": (41, 28), "s6": (48, 35)},
    40: {"d9": (-80, -142), "e8": (-50, -89), "f7": (-25, -50), "g6": (-9, -25), "p6": (42, 26), "r6": (50, 34), "s6": (59, 43)},
    60: {"d9": (-100, -174), "e8": (-60, -106), "f7": (-30, -60), "g6": (-10, -29), "p6": (51, 32), "r6": (60, 41), "s6": (72, 53)},
    90: {"d9": (-120, -207), "e8": (-72, -126), "f7": (-36, -71), "g6": (-12, -34), "p6": (59, 37), "r6": (73, 51), "s6": (93, 71)},
    130: {"d9": (-145, -245), "e8": (-85, -148), "f7": (-43, -83), "g6": (-14, -39), "p6": (68, 43), "r6": (88, 63), "s6": (117, 92)},
    190: {"d9": (-170, -285), "e8": (-100, -172), "f7": (-50, -96), "g6": (-15, -44), "p6": (79, 50), "r6": (106, 77),
          "s6": (151, 122)},
}
H7 = {16: 18, 25: 21, 40: 25, 60: 30, 90: 35, 130: 40, 190: 46}


def eq(value, places):
    """The number with ＝ or ≈ before it, as the rounding demands."""
    text = shown(value, places)
    return ("＝" if Fraction(text) == value else "≈") + text


def mm(micrometres):
    """Micrometres as millimetres with three decimals."""
    return fixed(Fraction(micrometres, 1000), 3)


def dev(micrometres):
    """A limit deviation in mm with its sign."""
    if micrometres == 0:
        return "0"
    return ("+" if micrometres > 0 else "−") + mm(abs(micrometres))


def drawing_scale():
    # GB/T 14690: drawn length = real length × scale; the figure written is always the real size
    rows = []
    for part, size in [("主轴的总长", 480), ("箱体的总高", 360), ("键槽的长度", 40), ("导轨的总长", 1500), ("油杯的高度", 24),
                       ("带轮的轮毂长", 60)]:
        scales = [(1, 2), (1, 5), (1, 10)] if size > 100 else [(2, 1), (5, 1), (1, 2)]
        for a, b in scales:
            drawn, inverse = Fraction(size * a, b), Fraction(size * b, a)
            rows.append(instance(
                f"零件图采用的比例为 {a}:{b}，{part}实际为 {size} mm，则图上该线段应画的长度和应标注的尺寸数字分别为（　）。",
                f"画 {shown(drawn, 1)} mm，注 {size}",
                [("把图上长度当尺寸数字", f"画 {shown(drawn, 1)} mm，注 {shown(drawn, 1)}"),
                 ("比例用反", f"画 {shown(inverse, 1)} mm，注 {size}"),
                 ("不按比例画却改数字", f"画 {size} mm，注 {shown(drawn, 1)}")],
                f"图上长度＝实际长度×比例＝{size}×{a}/{b}＝{shown(drawn, 1)} mm；尺寸数字总是注真实大小 {size}。"))
    return Family("drawing-scale", "识图与公差/机械识图", "初级工", "easy", tuple(rows))


def accept_part():
    # Size within its limits; a shaft too large or a bore too small can be cut again, the other way it is scrap
    good, again, scrap = "合格", "不合格，可继续加工返修", "不合格，只能报废或补修"
    rows = []
    cases = [("轴颈", "shaft", size, code, shift) for size, code, shift in [
        (25, "f7", 6), (40, "g6", 5), (60, "f7", -8), (90, "g6", -7), (16, "g6", 8), (130, "f7", 12), (40, "e8", 20),
        (60, "p6", 7), (90, "r6", -9), (25, "s6", -6)]]
    cases += [("轴承座孔", "bore", size, "H7", shift) for size, shift in [
        (25, 7), (40, -6), (60, 9), (90, -8), (130, 10), (16, -5), (40, 15), (60, -12), (90, 18)]]
    for name, kind, size, code, shift in cases:
        upper, lower = SHAFTS[size][code] if kind == "shaft" else (H7[size], 0)
        # shift: above the upper limit when it is odd, below the lower limit when negative, inside when even
        actual = lower + shift if shift < 0 else upper + shift if shift % 2 else lower + shift
        inside = lower <= actual <= upper
        too_big = actual > upper
        right = good if inside else again if too_big == (kind == "shaft") else scrap
        measured = fixed(size + Fraction(actual, 1000), 3)
        rows.append(instance(
            f"{name}图样尺寸为 φ{size}（上极限偏差 {dev(upper)} mm，下极限偏差 {dev(lower)} mm），"
            f"加工后测得实际尺寸为 φ{measured} mm，该{name}（　）。",
            right,
            [(t, t) for t in (good, again, scrap) if t != right] + [("误认为要看配合", "须测出相配件的尺寸才能判定")],
            f"极限尺寸为 {fixed(size + Fraction(lower, 1000), 3)}～{fixed(size + Fraction(upper, 1000), 3)} mm，"
            f"实际 {measured} mm，{'在极限尺寸之内' if inside else '大于上极限尺寸' if too_big else '小于下极限尺寸'}，故{right}。"))
    return Family("accept-part", "识图与公差/公差配合与几何公差", "初级工", "easy", tuple(rows))


def interference():
    # δmin = ei − ES, δmax = es − EI, from GB/T 1800.2 deviations
    rows = []
    for size, codes in SHAFTS.items():
        for index, (code, part) in enumerate([("p6", "衬套"), ("r6", "轴套"), ("s6", "不再拆卸的套筒")]):
            es, ei = codes[code]
            top = H7[size]
            if ei == top:  # no interference left in the worst case
                continue
            least = (index + size // 10) % 2 == 0
            rows.append(ranked(
                f"{part}以 φ{size}H7/{code} 压入机体：孔的上极限偏差 {dev(top)} mm、下极限偏差 0，"
                f"外圆的上极限偏差 {dev(es)} mm、下极限偏差 {dev(ei)} mm。此配合的最{'小' if least else '大'}过盈为（　）mm。",
                ei - top if least else es,
                [("算成最大过盈", es), ("算成最小过盈", ei - top), ("用轴的上偏差减孔的上偏差", es - top), ("用轴的下偏差减孔的下偏差", ei),
                 ("误取轴的公差", es - ei), ("误加孔的上偏差", es + top), ("算成配合公差", top + es - ei), ("两个下限相加", ei + top)],
                f"最小过盈＝轴的下极限偏差−孔的上极限偏差＝{mm(ei)}−{mm(top)}＝{mm(ei - top)} mm。" if least else
                f"最大过盈＝轴的上极限偏差−孔的下极限偏差＝{mm(es)}−0＝{mm(es)} mm。", mm))
    return Family("interference-limit", "识图与公差/公差配合与几何公差", "中级工", "medium", tuple(rows))


def choose_clearance_fit():
    # GB/T 1800.2: the only tolerance zone whose clearance with H7 stays within the demanded limits
    parts = {"d9": "空转带轮", "e8": "多支承传动轴", "f7": "一般转速的滑动轴承", "g6": "精密滑动副"}
    rows = []
    for size in (16, 25, 40, 60, 90):
        zones = {code: SHAFTS[size][code] for code in parts}
        top = H7[size]
        for code in parts:
            es, ei = zones[code]
            low, high = -es // 5 * 5, -(-(top - ei) // 5) * 5
            fitting = [c for c, (u, l) in zones.items() if -u >= low and top - l <= high]
            assert fitting == [code], (size, code, fitting)
            text = {c: f"{c}（{dev(u)}，{dev(l)}）" for c, (u, l) in zones.items()}
            rows.append(instance(
                f"{parts[code]}采用基孔制配合，孔为 φ{size}H7（{dev(top)}，0），要求最小间隙不小于 {mm(low)} mm、"
                f"最大间隙不大于 {mm(high)} mm，轴的公差带应选（　）。（括号内依次为上、下极限偏差，mm）",
                text[code],
                [("间隙不合的相邻公差带", text[c]) for c in zones if c != code],
                f"选 {code}：最小间隙 0−（{dev(es)}）＝{mm(-es)} mm，最大间隙 {mm(top)}−（{dev(ei)}）＝{mm(top - ei)} mm，均满足。"))
    return Family("choose-clearance-fit", "识图与公差/公差配合与几何公差", "高级工", "medium", tuple(rows))


def gauge_pin():
    # Functional gauge pin for a hole with position tolerance at maximum material: D_min − t
    rows = []
    for hole, tolerance, holes in [(9, 15, 4), (11, 20, 6), ("13.5", 25, 4), ("17.5", 30, 8), (22, 40, 6), (26, 50, 4)]:
        for lower, upper in [(0, 180), (50, 200), (100, 300)]:
            size, t = Fraction(hole), Fraction(tolerance, 100)
            least = size + Fraction(lower, 1000)
            rows.append(numeric(
                f"端盖上 {holes} 个螺栓过孔为 φ{hole}（上极限偏差 {dev(upper)} mm，下极限偏差 {dev(lower)} mm），"
                f"位置度公差标注为 φ{fixed(t, 2)} Ⓜ。检验其位置度的功能量规，测销的公称直径应为 φ（　）mm。",
                least - t, 2,
                [("把几何公差加上去", least + t), ("误用最小实体尺寸", size + Fraction(upper, 1000) - t),
                 ("只扣一半公差", least - t / 2), ("误取最大实体尺寸", least), ("公差扣两次", least - 2 * t),
                 ("未计下极限偏差", size - t), ("未计下极限偏差且扣两次", size - 2 * t)],
                f"测销直径＝孔的最大实体实效尺寸＝下极限尺寸−几何公差＝{shown(least, 3)}−{fixed(t, 2)}＝{shown(least - t, 2)} mm。",
                gap=0))
    return Family("gauge-pin", "识图与公差/公差配合与几何公差", "技师", "medium", tuple(rows))


def vernier_reading():
    # Reading = whole millimetres left of the zero line + coinciding line × graduation
    rows = []
    cases = [(23, 17), (41, 32), (8, 41), (56, 9), (77, 26), (35, 44), (62, 13), (19, 38), (104, 21), (88, 47)]
    for graduation, lines in [(2, cases), (5, [(m + 5, 3 + k % 15) for m, k in cases])]:
        step = Fraction(graduation, 100)
        for whole, line in lines:
            value = whole + line * step
            other = Fraction(7 - graduation, 100)
            rows.append(ranked(
                f"用分度值为 {shown(step, 2)} mm 的游标卡尺测量工件，游标零线在主标尺 {whole} mm 刻线右侧而未到下一刻线，"
                f"游标第 {line} 条刻线（零线不计）与主标尺刻线对齐，读数为（　）mm。",
                value,
                [("按另一种分度值计算", whole + line * other), ("把格数直接当百分之一毫米", whole + Fraction(line, 100)),
                 ("把零线也算一格", value + step), ("少算一格", value - step), ("整数多读一毫米", value + 1), ("整数少读一毫米", value - 1)],
                f"读数＝整数部分＋对齐格数×分度值＝{whole}＋{line}×{shown(step, 2)}＝{fixed(value, 2)} mm。",
                lambda v: fixed(v, 2)))
    return Family("vernier-reading", "测量技术/量具与测量", "初级工", "easy", tuple(rows))


def micrometer_zero():
    # True size = reading − zero error (with its sign)
    rows = []
    for whole, half, line, zero in [
            (18, 0, 22, 2), (24, 1, 17, -1), (31, 0, 36, 3), (47, 1, 8, -2), (12, 1, 41, 1), (36, 0, 29, -3),
            (5, 1, 33, 2),
            (21, 0, 45, -2), (43, 1, 14, 3), (29, 0, 18, -1), (9, 1, 26, 1), (38, 1, 39, -3), (15, 0, 11, 2),
            (26, 1, 44, -2),
            (33, 0, 7, 3), (48, 1, 31, -1), (7, 0, 23, 1), (41, 0, 48, -3), (19, 1, 12, 2)]:
        low = 25 if whole >= 25 else 0
        reading = whole + Fraction(half, 2) + Fraction(line, 100)
        error = Fraction(zero, 100)
        exposed = f"露出 {whole} mm 刻线{'及其后的半毫米刻线' if half else '而未露出其后的半毫米刻线'}"
        state = f" {low} mm 校对量杆" if low else "两测量面直接接触"
        rows.append(instance(
            f"{low}～{low + 25} mm 外径千分尺用{state}校对时，读数比应有值{'大' if zero > 0 else '小'} {fixed(abs(error), 2)} mm，"
            f"未作调整。用它测轴径，固定套管{exposed}，微分筒第 {line} 格对准基准线，轴的实际尺寸为（　）mm。",
            fixed(reading - error, 2),
            [("零位误差的符号用反", fixed(reading + error, 2)), ("不作零位修正", fixed(reading, 2)),
             ("半毫米刻线判断错", fixed(reading - error + Fraction(1 - 2 * half, 2), 2))],
            f"读数 {fixed(reading, 2)} mm，零位误差 {'+' if zero > 0 else '−'}{fixed(abs(error), 2)} mm，"
            f"实际尺寸＝读数−零位误差＝{fixed(reading - error, 2)} mm。"))
    return Family("micrometer-zero", "测量技术/量具与测量", "初级工", "medium", tuple(rows))


def bore_gauge():
    # Inner dial gauge: pressing the probe more (pointer clockwise past zero) means a smaller bore
    rows = []
    for ring, divisions, clockwise in [
            (35, 3, 1), (40, 2, 0), (50, 4, 1), (60, 3, 0), (80, 5, 1), (90, 2, 1), (100, 4, 0), (45, 6, 1), (72, 5, 0),
            (110, 3, 1), (125, 6, 0), (140, 2, 0), (52, 7, 1), (62, 4, 0), (85, 8, 1), (130, 5, 1), (150, 7, 0),
            (47, 3, 0)]:
        shift = Fraction(divisions, 100)
        size = ring - shift if clockwise else ring + shift
        text = "顺时针（压缩增大方向）超过零位" if clockwise else "逆时针（压缩减小方向）不到零位"
        rows.append(ranked(
            f"分度值 0.01 mm 的内径百分表用 φ{ring}.00 mm 的环规对零。测缸孔时摆动表架，指针折返点{text} {divisions} 格，"
            f"该孔实际直径为（　）mm。",
            size,
            [("大小方向判断反", 2 * ring - size), ("把偏差当半径再乘2", ring + (size - ring) * 2),
             ("方向反且乘2", ring - (size - ring) * 2), ("未计偏差", Fraction(ring))],
            f"测头压缩增大说明孔比环规小，反之孔大：孔径＝{ring}.00{'−' if clockwise else '＋'}{divisions}×0.01＝{fixed(size, 2)} mm。",
            lambda v: fixed(v, 2)))
    return Family("bore-gauge", "测量技术/量具与测量", "中级工", "medium", tuple(rows))


def dovetail_pins():
    # Outer 55° dovetail with two pins: M = A + d(1 + cot 27.5°), where A is the width at the narrow root
    cot = Fraction(1921, 1000)
    rows = []
    for name, root, pins in [("床鞍燕尾", 80, (6, 8, 10)), ("刀架小滑板燕尾", 50, (5, 6, 8)), ("铣床升降台燕尾", 160, (10, 12, 16)),
                             ("牛头刨滑枕燕尾", 180, (12, 16, 20)), ("磨床横进给燕尾", 110, (8, 10, 12)),
                             ("镗床滑座燕尾", 250, (16, 20, 25))]:
        for pin in pins:
            over = root + pin * (1 + cot)
            rows.append(numeric(
                f"{name}（外燕尾，角度 55°）根部最窄处宽度 A＝{root} mm，修刮后用两根直径 {pin} mm 的圆柱量棒紧贴两侧燕尾槽根测量，"
                f"跨两量棒外侧的尺寸应为（　）mm。（cot27.5°取1.921）",
                over, 2,
                [("漏加量棒本身", root + pin * cot), ("直接加两个量棒直径", Fraction(root + 2 * pin)),
                 ("余切多乘2", root + pin * (1 + 2 * cot)),
                 ("按内燕尾用减号", root - pin * (1 + cot)), ("用半径代替直径", root + pin * (1 + cot) / 2),
                 ("量棒直径加两次", root + pin * (2 + cot)), ("把直径当半径", root + 2 * pin * (1 + cot))],
                f"M＝A＋d（1＋cot27.5°）＝{root}＋{pin}×（1＋1.921）{eq(over, 2)} mm。", gap=Fraction(1, 100)))
    return Family("dovetail-pins", "测量技术/量具与测量", "高级工", "hard", tuple(rows))


def gauge_blocks():
    # 83-piece set of GB/T 6093: the last decimals go first, with as few blocks as possible
    rows = []
    for size in [38935, 47365, 26485, 59725, 84455, 31245, 64875, 72595, 45135, 28785, 91365, 55815, 36415, 67255, 82675,
                 24945, 58325, 79535]:
        rest = size - 1005
        hundredths = rest % 1000 // 10  # what stands behind the point after the first block
        second = 1000 + hundredths % 50 * 10
        left = rest - second
        third = left % 10000
        assert third and hundredths % 10
        text = fixed(Fraction(second, 1000), 2)
        last = hundredths % 10 * 10
        wrong = [("只消最末一位", 1000 + last), ("照抄两位小数", 1000 + hundredths * 10), ("末位留给下一块", second // 100 * 100),
                 ("小数多消0.1", second + 100), ("小数少消0.1", second - 100), ("末位多0.01", second + 10)]
        wrong = [(name, value) for name, value in wrong if 1000 < value < 2000 and value != second]
        single = {1000 + 10 * k for k in range(50)} | set(range(1500, 2000, 100)) | set(range(2000, 10000, 500)) | {
            500, 1005, *range(10000, 100001, 10000)}
        assert not any(value in single and rest - value - one in single for _, value in wrong for one in single)
        rows.append(ranked(
            f"从 83 块一套的量块（1.005；1.01～1.49 间隔 0.01；1.5～1.9 间隔 0.1；2～9.5 间隔 0.5；10～100 间隔 10；另有 0.5 和 1）"
            f"中组合尺寸 {fixed(Fraction(size, 1000), 3)} mm，第一块取 1.005 后，为使块数最少，第二块应取（　）mm。",
            second, wrong,
            f"余 {fixed(Fraction(rest, 1000), 2)}，取 {text} 后余 {fixed(Fraction(left, 1000), 1)}，"
            f"再取 {shown(Fraction(third, 1000), 1)} 和 {shown(Fraction(left - third, 1000), 0)}，共 4 块。",
            lambda v: fixed(Fraction(v) / 1000, 2)))
    return Family("gauge-blocks", "测量技术/量具与测量", "中级工", "medium", tuple(rows))


def dividing_head():
    # Dividing head 1:40: turns of the crank = 40/z, on a circle whose holes are a multiple of the denominator
    rows = []
    for parts, circle in [(6, 66), (7, 49), (9, 54), (11, 66), (13, 39), (14, 49), (15, 54), (17, 51), (18, 54),
                          (21, 42), (22, 66),
                          (24, 66), (26, 39), (27, 54), (28, 49), (30, 54), (33, 66), (34, 51), (35, 49), (36, 54)]:
        turns, part = divmod(Fraction(40, parts), 1)
        holes = int(part * circle)
        assert part * circle == holes
        other = 66 if circle < 60 else 54
        rows.append(instance(
            f"用定数为 40 的分度头给工件划 {parts} 等分线，选用 {circle} 孔的孔圈，每划一条线手柄应转过（　）。",
            f"{turns} 转又 {holes} 个孔距",
            [(name, f"{whole} 转又 {rest} 个孔距") for name, whole, rest in [
                ("孔数当孔距，多数一个", turns, holes + 1), ("把余数直接当孔距", turns, 40 % parts),
                ("按另一孔圈换算", turns, int(part * other)), ("少数一个孔距", turns, holes - 1),
                ("整转数多一", turns + 1, holes)] if rest < circle],
            f"n＝40/z＝40/{parts}，即 {turns} 转余 {part.numerator}/{part.denominator} 转，"
            f"{circle}×{part.numerator}/{part.denominator}"
            f"＝{holes} 个孔距。"))
    return Family("dividing-head", "钳工操作/划线", "中级工", "medium", tuple(rows))


def keyway_line():
    # Shaft in V-blocks: line height = height of the top − D/2 ± b/2
    rows = []
    for index, (top, shaft, key) in enumerate([
            ("118.4", 40, 12), ("126.6", 50, 14), ("135.2", 55, 16), ("142.8", 60, 18), ("109.5", 35, 10), ("151.3", 70, 20),
            ("98.7", 25, 8), ("160.9", 80, 22), ("104.2", 30, 8), ("121.7", 42, 12), ("113.6", 38, 10), ("129.8", 48, 14),
            ("139.1", 58, 16), ("147.4", 65, 18), ("155.5", 75, 20), ("106.3", 32, 10), ("124.9", 45, 14), ("166.2", 85, 22)]):
        height, upper = Fraction(top), index % 2 == 0
        side = Fraction(key, 2) if upper else -Fraction(key, 2)
        line = height - Fraction(shaft, 2) + side
        rows.append(numeric(
            f"直径 {shaft} mm 的轴放在平板上的 V 形铁中，用高度游标卡尺测得轴的最高点高度为 {top} mm。在轴端面上划出宽 {key} mm、"
            f"对称于轴线的键槽两侧线（槽口朝水平方向），{'上' if upper else '下'}侧线的划线高度为（　）mm。",
            line, 1,
            [("上下侧用反", line - 2 * side), ("未加减半个槽宽", line - side), ("加减整个槽宽", line + side),
             ("减去整个直径", line - Fraction(shaft, 2)), ("未减轴的半径", line + Fraction(shaft, 2))],
            f"轴心高＝{top}−{shaft}/2＝{shown(line - side, 1)} mm，{'加' if upper else '减'}半个槽宽 {key}/2，"
            f"得 {shown(line, 1)} mm。", gap=Fraction(1, 100)))
    return Family("keyway-line", "钳工操作/划线", "初级工", "medium", tuple(rows))


def saw_pitch():
    # Teeth engaged = thickness × teeth in 25 mm / 25; the coarsest blade that keeps the least number engaged
    blades = (14, 18, 24, 32)
    rows = []
    for name, thick, least in [
            ("扁钢", 4, 2), ("角钢", 3, 2), ("钢管", 2, 2), ("槽钢腹板", 5, 3), ("钢板", 3, 3), ("焊接钢管", "3.5", 3),
            ("薄壁方管", "1.8", 2), ("铜排", 6, 3), ("工字钢腹板", "4.5", 3), ("角钢", 4, 3), ("钢管", "2.5", 2), ("扁钢", 6, 4),
            ("铜管", "1.6", 2), ("不锈钢管", "2.2", 2), ("角钢", 5, 2), ("电缆支架扁钢", 4, 4), ("槽钢腹板", "4.8", 3),
            ("铜板", "2.8", 3), ("铝板", "5.5", 3), ("无缝钢管", "3.2", 3)]:
        limit = Fraction(least * 25) / Fraction(thick)
        right = next((n for n in blades if n >= limit), None)
        if right is None:
            continue
        what = "壁厚" if "管" in name else "边厚" if name == "角钢" else "厚"
        count = shown(Fraction(thick) * right / 25, 1)
        rows.append(instance(
            f"用手锯锯削{what} {thick} mm 的{name}，要求同时参加切削的锯齿不少于 {least} 个。"
            f"现有每 25 mm 长 14、18、24、32 齿的锯条，为使排屑顺畅，应选其中齿距最大而又合乎要求的（　）齿锯条。",
            str(right),
            [("按相邻规格选取", str(n)) for n in sorted(blades, key=lambda n: abs(n - right)) if n != right],
            f"每 25 mm 齿数应不少于 25×{least}/{thick}{eq(limit, 1)}，选 {right} 齿，此时约有 {count} 个齿同时切削。"))
    return Family("saw-pitch", "钳工操作/锯削锉削与錾削", "初级工", "easy", tuple(rows))


def drill_speed():
    # n = 1000 v / (π d): the highest step of the drill press that keeps the cutting speed
    presses = {"摇臂钻床": (160, 250, 400, 630, 1000, 1600), "立式钻床": (97, 140, 195, 272, 392, 545, 680, 960),
               "台式钻床": (480, 800, 1400, 2440, 4100)}
    rows = []
    for press, material, speed, drills in [
            ("摇臂钻床", "45 钢", 20, (10, 14, 18, 24)), ("摇臂钻床", "HT200 铸铁", 24, (12, 16, 22)),
            ("立式钻床", "45 钢", 18, (9, 12, 16, 20)),
            ("立式钻床", "HT250 铸铁", 22, (11, 15, 23)), ("台式钻床", "Q235 钢", 22, (4, 6, 8)),
            ("台式钻床", "黄铜", 40, (5, 7, 10))]:
        steps = presses[press]
        for d in drills:
            limit = 1000 * speed / (PI * d)
            right = max(n for n in steps if n <= limit)
            near = sorted((n for n in steps if n != right), key=lambda n: abs(n - limit))
            forgot = max(n for n in steps if n <= limit * PI)
            rows.append(ranked(
                f"在{press}上用 φ{d} mm 高速钢钻头钻{' ' if material[0].isascii() else ''}{material}工件，切削速度不得超过 {speed} m/min（π取3.14）。"
                f"可用的主轴转速有 {'、'.join(map(str, steps))} r/min，应选不超速的最高一挡，即（　）r/min。",
                right,
                [("取超速的一挡", min(n for n in steps if n > limit)), ("漏π", forgot)] + [("相邻挡", n) for n in near],
                f"n＝1000v/（πd）＝1000×{speed}/（3.14×{d}）{eq(limit, 0)} r/min，不超过它的最高一挡为 {right} r/min。"))
    return Family("drill-speed", "钳工操作/钻孔铰孔与螺纹加工", "中级工", "medium", tuple(rows))


def drilling_time():
    # t = (depth + tip 0.3d + approach) / (n f), in seconds
    rows = []
    for d, depth, n, feed in [(10, 30, 630, "0.16"), (12, 40, 500, "0.2"), (14, 35, 400, "0.22"),
                              (16, 50, 400, "0.25"), (18, 45, 355, "0.25"),
                              (20, 60, 315, "0.28"), (22, 55, 280, "0.3"), (25, 80, 250, "0.32"),
                              (8, 25, 800, "0.12"), (6, 20, 1000, "0.1"),
                              (30, 70, 200, "0.4"), (28, 90, 224, "0.36"), (15, 65, 450, "0.2"),
                              (24, 40, 250, "0.28"), (32, 100, 180, "0.4"),
                              (11, 36, 560, "0.16"), (17, 75, 355, "0.22"), (26, 64, 224, "0.32"),
                              (13, 28, 500, "0.18")]:
        path = depth + Fraction(3, 10) * d + 2
        seconds = path / (n * Fraction(feed)) * 60
        rate = n * Fraction(feed)
        rows.append(numeric(
            f"钻 φ{d} mm 的通孔，孔深 {depth} mm，主轴转速 {n} r/min，机动进给量 {feed} mm/r，切入量取 2 mm，钻尖长度取 0.3d，"
            f"钻穿一个孔的机动时间约为（　）s。",
            seconds, 0,
            [("漏钻尖和切入量", depth / rate * 60), ("按整个直径计钻尖", (depth + d + 2) / rate * 60),
             ("漏钻尖", (depth + 2) / rate * 60), ("钻尖和切入量算两次", (path + Fraction(3, 10) * d + 2) / rate * 60),
             ("进给量当两刃之和再除", path / rate * 120), ("多除以2", path / rate * 30)],
            f"t＝（{depth}＋0.3×{d}＋2）/（{n}×{feed}）＝{shown(path, 1)}/{shown(rate, 1)}{eq(seconds / 60, 2)} min{eq(seconds, 0)} s。"))
    return Family("drilling-time", "钳工操作/钻孔铰孔与螺纹加工", "中级工", "medium", tuple(rows))


def blind_tap_depth():
    # Depth of the tap hole = useful thread length + 0.7 D
    rows = []
    for size, pitch, lengths in [(8, "1.25", (16, 20)), (10, "1.5", (18, 25)), (12, "1.75", (22, 30)),
                                 (16, "2", (26, 35)), (20, "2.5", (32, 45)),
                                 (24, "3", (38, 50)), (6, "1", (12, 15)), (14, "2", (24, 32)), (30, "3.5", (48, 60))]:
        for length in lengths:
            depth = length + Fraction(7, 10) * size
            rows.append(numeric(
                f"在铸铁箱体上攻 M{size}（螺距 {pitch} mm）不通孔螺纹，要求有效螺纹深度为 {length} mm，按钻孔深度＝有效螺纹深度＋0.7D"
                f"（D 为螺纹大径）计算，底孔应钻深（　）mm。",
                depth, 1,
                [("不加丝锥切削锥长度", Fraction(length)), ("误按螺距加0.7P", length + Fraction(7, 10) * Fraction(pitch)),
                 ("加整个大径", Fraction(length + size)), ("误用减号", length - Fraction(7, 10) * size),
                 ("加两次0.7D", length + Fraction(14, 10) * size), ("再加两个螺距", depth + 2 * Fraction(pitch))],
                f"底孔深＝{length}＋0.7×{size}＝{shown(depth, 1)} mm，多出的部分容纳丝锥不能切出完整牙的切削锥。"))
    return Family("blind-tap-depth", "钳工操作/钻孔铰孔与螺纹加工", "初级工", "easy", tuple(rows))


def reaming_hole():
    # Reaming allowance by diameter (钳工工艺学 table, on the diameter): below 5: 0.1; 5-20: 0.2; 21-32: 0.3; 33-50: 0.5; 51-70: 0.8
    table = [(5, "0.1"), (21, "0.2"), (33, "0.3"), (51, "0.5"), (71, "0.8")]
    rows = []
    for d in (8, 10, 12, 16, 18, 20, 22, 25, 28, 30, 32, 35, 40, 45, 50, 55, 60, 65, 70):
        index = next(i for i, (limit, _) in enumerate(table) if d < limit)
        take = Fraction(table[index][1])
        neighbour = Fraction(table[index + 1 if index + 1 < len(table) else index - 1][1])
        rows.append(ranked(
            f"铰削余量（直径上）：孔径 5～20 mm 取 0.2 mm，21～32 mm 取 0.3 mm，33～50 mm 取 0.5 mm，51～70 mm 取 0.8 mm。"
            f"铰 φ{d}H7 孔前，扩（钻）后的孔径应为 φ（　）mm。",
            d - take,
            [("把余量当单边余量", d - 2 * take), ("误加余量", d + take), ("查错一档", d - neighbour),
             ("不留余量", Fraction(d)), ("余量扣三次", d - 3 * take), ("余量加两次", d + 2 * take)],
            f"φ{d} 的铰削余量为 {table[index][1]} mm（直径上），铰前孔径＝{d}−{table[index][1]}＝{fixed(d - take, 1)} mm。",
            lambda v: fixed(v, 1)))
    return Family("reaming-hole", "钳工操作/钻孔铰孔与螺纹加工", "中级工", "easy", tuple(rows))


def bearing_spots():
    # Spots in 25 mm × 25 mm = spots counted × 625 / area counted
    rows = []
    for face, length, width, density in [
            ("床身平导轨面", 100, 50, 12), ("镶条滑动面", 250, 25, 10), ("工作台导轨面", 200, 50, 14), ("检验平板", 100, 100, 20),
            ("平尺工作面", 250, 50, 18), ("滑枕导轨面", 150, 100, 8), ("刀架燕尾平面", 125, 20, 10), ("尾座底板面", 200, 75, 6),
            ("升降台导轨面", 100, 75, 12), ("角度平尺面", 200, 25, 20), ("横梁导轨面", 250, 100, 14), ("方箱工作面", 100, 150, 16),
            ("立柱导轨面", 300, 50, 11), ("磨床床身平导轨面", 300, 75, 15), ("机座结合面", 250, 150, 5), ("镗床主轴箱导轨面", 150, 50, 13),
            ("减速器箱体剖分面", 375, 50, 6), ("精密平板", 150, 150, 22)]:
        counted = Fraction(density * length * width, 625)
        total = int(counted) + (counted != int(counted))
        value = Fraction(total * 625, length * width)
        rows.append(numeric(
            f"检验刮削后的{face}，在 {length} mm×{width} mm 范围内数得研点共 {total} 点，折合每 25 mm×25 mm 内平均约（　）点。",
            value, 0,
            [("按20 mm见方折算", value * 400 / 625), ("按30 mm见方折算", value * 900 / 625), ("按25 mm×50 mm折算", value * 2),
             ("少折一半面积", value / 2), ("按20 mm×25 mm折算", value * 4 / 5)],
            f"平均点数＝{total}×25×25/（{length}×{width}）{eq(value, 0)} 点。"))
    return Family("bearing-spots", "钳工操作/刮削与研磨", "中级工", "easy", tuple(rows))


def scrape_amount():
    # Correcting a squareness error by scraping the guide below at one end: amount = error × guide length / measured length
    rows = []
    for machine, guide, lengths in [("卧式车床床鞍", 480, (300, 200)), ("卧式镗床下滑座", 900, (500, 300)), ("卧式铣床床鞍", 700, (400, 300)),
                                    ("坐标镗床滑座", 560, (350, 200)), ("落地镗床滑座", 1200, (500, 300)),
                                    ("立式铣床床鞍", 640, (400, 300))]:
        for index, measured in enumerate(lengths):
            for error in ((4, 6) if index else (3,)):
                e = Fraction(error, 100)
                amount = e * guide / measured
                rows.append(numeric(
                    f"{machine}下导轨面长 {guide} mm，用角尺和百分表在 {measured} mm 长度上测得上导轨对下导轨的垂直度误差为 {fixed(e, 2)} mm。"
                    f"拟刮研下导轨面来消除此误差，若一端不刮，另一端约需刮去（　）mm。",
                    amount, 3,
                    [("长度比用反", e * measured / guide), ("不按长度折算", e), ("误认两端各刮一半", amount / 2), ("误乘2", amount * 2),
                     ("长度取两者之和", e * (guide + measured) / measured), ("两者之和且误乘2", e * (guide + measured) / measured * 2)],
                    f"刮削量按长度成比例：{fixed(e, 2)}×{guide}/{measured}{eq(amount, 3)} mm，从不刮的一端起逐渐增大。"))
    return Family("scrape-amount", "钳工操作/刮削与研磨", "高级工", "medium", tuple(rows))


def belt_deflection():
    # Tension check of a V belt: 1.6 mm of deflection for every 100 mm of span under the rated side force
    rows = []
    for span, measured in [(400, 10), (450, 4), (500, 13), (550, 5), (600, 15), (650, 6), (700, 18), (750, 7),
                           (800, 20), (850, 8),
                           (900, 23), (950, 9), (1000, 26), (1100, 10), (1200, 30), (1300, 12), (1400, 36), (1500, 14)]:
        right = Fraction(16 * span, 1000)

        def verdict(value, turned=False):
            return f"{shown(value, 1)} mm，带{'偏松' if (measured > value) != turned else '偏紧'}"
        rows.append(instance(
            f"检查 V 带张紧程度时，在带的跨度中点加规定的垂直力，挠度以每 100 mm 跨度 1.6 mm 为宜。某带的跨度为 {span} mm，"
            f"实测挠度 {measured} mm，则合适的挠度和判断为（　）。",
            verdict(right),
            [("松紧判断反", verdict(right, True)), ("按半个跨度计算", verdict(right / 2)), ("按两倍跨度计算", verdict(right * 2))],
            f"合适挠度＝1.6×{span}/100＝{shown(right, 1)} mm；实测 {measured} mm，挠度{'大' if measured > right else '小'}，"
            f"说明带{'偏松' if measured > right else '偏紧'}。"))
    return Family("belt-deflection", "机械传动/带传动与链传动", "初级工", "easy", tuple(rows))


def belt_count():
    # GB/T 13575.1: z ≥ KA·P / ((P0 + ΔP0)·Kα·KL), rounded up
    rows = []
    for power, ka, kind, p0, dp0, kalpha, kl in [
            ("5.5", "1.2", "A", "1.61", "0.17", "0.95", "0.99"), ("7.5", "1.2", "A", "1.61", "0.17", "0.93", "1.01"),
            ("11", "1.1", "B", "2.82", "0.46", "0.94", "1.00"), ("15", "1.3", "B", "2.82", "0.46", "0.92", "0.95"),
            ("18.5", "1.2", "B", "3.85", "0.46", "0.93", "1.02"), ("22", "1.3", "B", "3.85", "0.46", "0.95", "1.05"),
            ("4", "1.1", "A", "1.15", "0.17", "0.96", "0.93"), ("7.5", "1.3", "A", "1.15", "0.17", "0.92", "0.99"),
            ("30", "1.2", "C", "5.84", "0.83", "0.94", "0.98"), ("37", "1.3", "C", "5.84", "0.83", "0.92", "1.02"),
            ("45", "1.1", "C", "7.04", "0.83", "0.95", "1.04"), ("55", "1.2", "C", "7.04", "0.83", "0.91", "0.97"),
            ("3", "1.2", "A", "1.15", "0.15", "0.89", "0.96"), ("11", "1.4", "B", "2.13", "0.36", "0.92", "0.98"),
            ("15", "1.1", "B", "2.13", "0.36", "0.95", "1.02"), ("22", "1.1", "C", "4.07", "0.59", "0.93", "1.00"),
            ("30", "1.4", "C", "5.84", "0.59", "0.89", "0.95"), ("5.5", "1.3", "A", "1.39", "0.15", "0.94", "0.91")]:
        design, one = Fraction(power) * Fraction(ka), (Fraction(p0) + Fraction(dp0)) * Fraction(kalpha) * Fraction(kl)
        exact = design / one
        z = ceil(exact)
        rows.append(ranked(
            f"{kind} 型 V 带传动，电动机功率 {power} kW，工况系数 KA＝{ka}；单根带基本额定功率 {p0} kW，功率增量 {dp0} kW，"
            f"包角修正系数 {kalpha}，带长修正系数 {kl}。检修换带时至少应配带（　）根。",
            z,
            [("小数舍去", z - 1), ("漏工况系数", ceil(Fraction(power) / one)), ("多取一根", z + 1),
             ("工况系数重复乘", ceil(exact * Fraction(ka))), ("多取两根", z + 2), ("少取两根", z - 2), ("多取三根", z + 3)],
            f"z＝{ka}×{power}/[（{p0}＋{dp0}）×{kalpha}×{kl}]{eq(exact, 2)}，向上取整为 {z} 根。"))
    return Family("belt-count", "机械传动/带传动与链传动", "高级工", "hard", tuple(rows))


def chain_elongation():
    # Wear elongation of a roller chain over n pitches: (L − n p) / (n p); changed at 3 %
    rows = []
    for code, pitch, links, permille in [
            ("08A", "12.7", 40, 18), ("08A", "12.7", 30, 38), ("10A", "15.875", 40, 24), ("10A", "15.875", 20, 42),
            ("12A", "19.05", 30, 16),
            ("12A", "19.05", 20, 36), ("16A", "25.4", 20, 22), ("16A", "25.4", 30, 40), ("20A", "31.75", 20, 14),
            ("20A", "31.75", 16, 35),
            ("24A", "38.1", 20, 20), ("24A", "38.1", 16, 44), ("28A", "44.45", 10, 26), ("32A", "50.8", 10, 37),
            ("08B", "12.7", 20, 25),
            ("16B", "25.4", 10, 41), ("12B", "19.05", 40, 21), ("20B", "31.75", 10, 39)]:
        new = Fraction(pitch) * links
        length = Fraction(shown(new * (1000 + permille) / 1000, 1))

        def text(rate, turned=False):
            return f"{fixed(rate * 100, 1)}%，{'应更换' if (rate > Fraction(3, 100)) != turned else '可继续使用'}"
        rate = (length - new) / new
        short = Fraction(pitch) * (links - 1)
        rows.append(instance(
            f"{code} 滚子链节距 {pitch} mm，拉紧后测得 {links} 个链节的长度为 {shown(length, 1)} mm。规定链条磨损伸长率超过 3% 时更换，"
            f"则该链的伸长率和处理为（　）。",
            text(rate),
            [("判断反", text(rate, True)), ("少算一个节距", text((length - short) / short)), ("伸长量误除以2", text(rate / 2)),
             ("伸长量误乘2", text(rate * 2))],
            f"原长 {pitch}×{links}＝{shown(new, 2)} mm，"
            f"伸长率＝（{shown(length, 1)}−{shown(new, 2)}）/{shown(new, 2)}≈{fixed(rate * 100, 1)}%，"
            f"{'超过' if rate > Fraction(3, 100) else '未超过'} 3%。"))
    return Family("chain-elongation", "机械传动/带传动与链传动", "中级工", "medium", tuple(rows))


def gear_train():
    # n_out = n · z1/z2 · z3/z4; an idler between z3 and z4 changes only the sense of rotation
    rows = []
    for speed, z1, z2, z3, idler, z4 in [
            (1440, 20, 60, 24, 30, 48), (960, 18, 72, 25, 35, 50), (1450, 25, 75, 20, 28, 50),
            (720, 24, 48, 18, 40, 54),
            (1470, 21, 63, 22, 32, 55), (980, 17, 51, 20, 25, 64), (1440, 30, 45, 20, 36, 80),
            (960, 22, 66, 26, 34, 52),
            (1460, 19, 57, 24, 42, 72), (730, 20, 50, 25, 30, 45), (1450, 23, 92, 30, 40, 60),
            (970, 24, 60, 21, 27, 63),
            (1430, 18, 54, 28, 38, 70), (940, 25, 50, 19, 29, 57), (1480, 22, 77, 27, 33, 54),
            (590, 26, 39, 24, 31, 60),
            (2900, 20, 80, 19, 37, 76), (1390, 27, 54, 16, 24, 40)]:
        out = Fraction(speed * z1 * z3, z2 * z4)
        rows.append(numeric(
            f"减速箱输入轴转速 {speed} r/min，第一级 z1＝{z1}、z2＝{z2}；z3＝{z3} 与 z2 同轴，经惰轮（{idler} 齿）带动末级齿轮 z4＝{z4}，"
            f"输出轴转速约为（　）r/min。",
            out, 0,
            [("把惰轮计入传动比", out * idler / z3), ("只算第一级", Fraction(speed * z1, z2)), ("只算第二级", Fraction(speed * z3, z4)),
             ("传动比相加", speed / (Fraction(z2, z1) + Fraction(z4, z3))),
             ("第二级用惰轮代替末轮", Fraction(speed * z1 * z3, z2 * idler)), ("把惰轮齿数比当减速", out * z3 / idler),
             ("第一级计两次", out * z1 / z2), ("第二级计两次", out * z3 / z4)],
            f"惰轮不影响传动比大小：n＝{speed}×（{z1}/{z2}）×（{z3}/{z4}）{eq(out, 0)} r/min。"))
    return Family("gear-train", "机械传动/齿轮与蜗杆传动", "中级工", "easy", tuple(rows))


def span_module():
    # Base pitch from two span measurements: W(k+1) − W(k) = π m cos20° = 2.952 m (GB/T 1357 series 1)
    series = [Fraction(x) for x in ("1", "1.25", "1.5", "2", "2.5", "3", "4", "5", "6", "8", "10", "12")]
    rows = []
    for module, teeth, spanned, thin in [
            ("2", 40, 5, 8), ("2.5", 32, 4, 9), ("3", 28, 4, 10), ("4", 36, 5, 12), ("5", 25, 3, 14),
            ("6", 45, 6, 16), ("8", 30, 4, 20),
            ("1.5", 50, 6, 6), ("2", 64, 8, 9), ("3", 54, 7, 11), ("4", 22, 3, 12), ("5", 60, 7, 17),
            ("6", 27, 4, 15), ("8", 42, 5, 22),
            ("2.5", 72, 9, 10), ("10", 24, 3, 24), ("1.5", 36, 5, 5), ("3", 90, 11, 13)]:
        m = Fraction(module)
        width = m * (Fraction(2952, 1000) * (spanned - Fraction(1, 2)) + Fraction(14, 1000) * teeth) - Fraction(thin, 100)
        first, second = fixed(width, 2), fixed(width + m * Fraction(2952, 1000), 2)
        pitch = Fraction(second) - Fraction(first)
        index = series.index(m)
        near = [series[k] for k in (index + 1, index - 1, index - 2, index + 2, index - 3) if 0 <= k < len(series)]
        rows.append(ranked(
            f"测绘一个 {teeth} 齿、压力角 20° 的标准直齿轮，跨 {spanned} 齿测得公法线长度 {first} mm，跨 {spanned + 1} 齿测得 {second} mm。"
            f"其标准模数应为（　）mm。（π取3.14，cos20°取0.94）",
            m, [("相邻的标准模数", x) for x in near],
            f"两次之差为基圆齿距 πmcos20°：m＝（{second}−{first}）/（3.14×0.94）{eq(pitch / Fraction(29516, 10000), 3)}，"
            f"取标准模数 {shown(m, 2)} mm。", lambda v: shown(v, 2)))
    return Family("span-module", "机械传动/齿轮与蜗杆传动", "高级工", "hard", tuple(rows))


def differential_screw():
    # Two threads on one spindle: same hand gives P1 − P2 per turn (fine adjustment), opposite hand P1 + P2 (quick clamping)
    rows = []
    for p1, p2, turns in [("2", "1.75", 4), ("1.5", "1.25", 6), ("3", "2.5", 3), ("2.5", "2", 5), ("1.75", "1.5", 8),
                          ("1.25", "1", 7)]:
        a, b = Fraction(p1), Fraction(p2)
        travel = (a - b) * turns
        rows.append(numeric(
            f"镗刀微调机构的螺杆上有两段旋向相同的单线螺纹，螺距分别为 {p1} mm（与机架旋合）和 {p2} mm（与不转动的滑块旋合）。"
            f"螺杆转 {turns} 转，滑块相对机架移动（　）mm。",
            travel, 2,
            [("误作相加", (a + b) * turns), ("只计第一段螺纹", a * turns), ("只计第二段螺纹", b * turns),
             ("误乘2", travel * 2), ("误取一半", travel / 2), ("只算一转", a - b)],
            f"两段旋向相同，位移相减：（{p1}−{p2}）×{turns}＝{shown(travel, 2)} mm。"))
    for p1, p2, turns in [("4", "3", 2), ("6", "5", 3), ("5", "4", 9), ("3", "2", 6), ("2.5", "1.5", 8), ("4", "2.5", 5)]:
        a, b = Fraction(p1), Fraction(p2)
        travel = (a + b) * turns
        rows.append(numeric(
            f"快速夹紧用的复式螺旋机构，螺杆的右旋段（单线，螺距 {p1} mm）与固定螺母旋合，左旋段（单线，螺距 {p2} mm）与只能移动的夹爪旋合。"
            f"手柄转过 {turns} 圈，夹爪移动的距离为（　）mm。",
            travel, 2,
            [("误作相减", (a - b) * turns), ("只计右旋段", a * turns), ("只计左旋段", b * turns), ("取两螺距的平均", travel / 2),
             ("按两个右旋段计", 2 * a * turns), ("多算一圈", travel + a + b), ("误乘2", travel * 2)],
            f"两段旋向相反，每转移动两螺距之和：（{p1}＋{p2}）×{turns}＝{shown(travel, 2)} mm。"))
    for p1, p2, lines in [("1.5", "1", 50), ("2.5", "2", 100), ("3", "2.5", 25), ("2", "1.5", 20), ("1.25", "1", 25), ("1.75", "1.5", 50)]:
        a, b = Fraction(p1), Fraction(p2)
        step = (a - b) / lines
        rows.append(numeric(
            f"坐标定位装置采用差动螺旋：差动螺杆两段同为右旋单线螺纹，螺距 {p1} mm 的一段旋入固定座，螺距 {p2} mm 的一段旋入移动座，"
            f"手轮刻度盘圆周等分 {lines} 格。手轮每转一格，移动座的位移为（　）mm。",
            step, 4,
            [("误作相加", (a + b) / lines), ("只计固定座一段", a / lines), ("只计移动座一段", b / lines), ("误取一半", step / 2),
             ("误乘2", step * 2), ("按十倍格数计", step / 10)],
            f"每转差动位移 {p1}−{p2}＝{shown(a - b, 2)} mm，每格 {shown(a - b, 2)}/{lines}＝{shown(step, 4)} mm。"))
    return Family("differential-screw", "机械传动/螺旋传动", "高级工", "medium", tuple(rows))


def bearing_code():
    # GB/T 272: type code, dimension series and bore code (d/5 from 20 mm on; 00 01 02 03 for 10 12 15 17 mm)
    small = {10: "00", 12: "01", 15: "02", 17: "03"}
    types = {"深沟球轴承": ("62", "63"), "角接触球轴承": ("72", "73"), "内圈无挡边的圆柱滚子轴承": ("NU2", "NU3"),
             "圆锥滚子轴承": ("302", "303"), "调心滚子轴承": ("222", "223"), "推力球轴承": ("512", "513")}
    mixed = {"62": "72", "63": "73", "72": "62", "73": "63", "NU2": "N2", "NU3": "N3", "302": "512", "303": "513", "222": "302",
             "223": "303", "512": "302", "513": "303"}
    rows = []
    for kind, which, bores in [("深沟球轴承", 0, (17, 35, 70)), ("深沟球轴承", 1, (12, 55)), ("角接触球轴承", 0, (40, 65)),
                               ("角接触球轴承", 1, (50,)),
                               ("内圈无挡边的圆柱滚子轴承", 0, (45, 80)), ("内圈无挡边的圆柱滚子轴承", 1, (60,)), ("圆锥滚子轴承", 0, (15, 75)),
                               ("圆锥滚子轴承", 1, (55, 85)), ("调心滚子轴承", 0, (90,)), ("调心滚子轴承", 1, (60, 95)),
                               ("推力球轴承", 0, (30, 65)), ("推力球轴承", 1, (50,))]:
        for d in bores:
            head, series = types[kind][which], ("2", "3")[which]
            code = small.get(d, f"{d // 5:02d}")
            dimension = " " + head[1:] if head[0] in "235" else f"（0）{series}"
            rows.append(instance(
                f"检修领料：轴颈直径 {d} mm 处装{kind}，尺寸系列代号为{dimension}，其基本代号为（　）。",
                head + code,
                [("把内径毫米数当内径代号", f"{head}{d:02d}"), ("直径系列看错", types[kind][1 - which] + code),
                ("类型代号记错", mixed[head] + code)],
                f"内径代号：d＝{d} mm 为 {code}{'' if d in small else f'（{d}/5）'}，前面是类型和尺寸系列代号 {head}，即 {head}{code}。"))
    return Family("bearing-code", "轴承与联轴器/滚动轴承", "中级工", "easy", tuple(rows))


def mounted_clearance():
    # Working clearance = initial − k·interference − α·Δt·De (temperature difference between the rings), µm
    rows = []
    for code, initial, tight, diameter, rise in [
            ("6210", 30, 14, 80, 6), ("6312", 42, 18, 114, 8), ("NU214", 60, 24, 110, 10), ("6216", 40, 16, 125, 6),
            ("NU310", 55, 20, 95, 12),
            ("22216", 75, 30, 124, 10), ("6308", 34, 12, 77, 8), ("NU318", 85, 32, 165, 12),
            ("22220", 95, 36, 160, 14), ("6412", 48, 20, 124, 8),
            ("NU220", 80, 28, 160, 10), ("6218", 50, 20, 142, 8), ("22316", 90, 32, 145, 16),
            ("6307", 28, 12, 68, 6), ("NU2312", 65, 24, 113, 14),
            ("6320", 70, 28, 180, 10), ("22212", 60, 22, 98, 12), ("NU216", 66, 20, 123, 15)]:
        mount = Fraction(3, 4) * tight
        heat = Fraction(125, 10) * rise * diameter / 1000
        value = initial - mount - heat
        rows.append(numeric(
            f"{code} 轴承原始径向游隙 {initial} μm，内圈与轴的有效过盈量 {tight} μm（内圈滚道胀大量取过盈量的 75%），工作时内圈比外圈高 {rise} ℃，"
            f"温差使游隙减小 αΔtD（D 为外圈滚道直径，取 {diameter} mm；α 取 12.5×10⁻⁶/℃），其工作游隙约为（　）μm。",
            value, 1,
            [("未计温差", initial - mount), ("未计配合过盈", initial - heat), ("过盈量未折减", initial - tight - heat),
             ("温差影响加反", initial - mount + heat), ("温差影响计两次", initial - mount - 2 * heat),
             ("过盈未折减且温差计两次", initial - tight - 2 * heat)],
            f"安装减小 0.75×{tight}＝{shown(mount, 1)}，温差减小 12.5×10⁻³×{rise}×{diameter}{eq(heat, 1)}，"
            f"余 {shown(value, 1)} μm。"))
    return Family("mounted-clearance", "轴承与联轴器/滚动轴承", "高级工", "medium", tuple(rows))


def lead_wire_shim():
    # Top clearance by lead wires = crown wire − joint wires; the joint shims change by (wanted − found)
    rows = []
    for place, shim, crown, joint, wanted in [
            ("离心风机", 50, 38, 18, 14), ("空压机主轴", 80, 46, 22, 18), ("减速机高速轴", 60, 29, 20, 13),
            ("球磨机传动轴", 120, 62, 28, 26),
            ("循环水泵", 70, 33, 21, 16), ("轧机齿轮座", 150, 75, 35, 30), ("引风机", 90, 41, 17, 18), ("汽轮机主油泵", 40, 26, 18, 12),
            ("大型电动机", 100, 48, 20, 20), ("曲轴压力机", 85, 30, 22, 14), ("矿井提升机", 140, 68, 32, 28), ("鼓风机", 65, 24, 14, 14),
            ("破碎机偏心轴", 160, 80, 36, 36), ("氨压缩机", 55, 34, 20, 10), ("卷扬机滚筒", 110, 44, 26, 24), ("发电机", 130, 58, 30, 22),
            ("大型轴流泵", 75, 28, 19, 13), ("造纸烘缸", 95, 54, 24, 24)]:
        found = crown - joint
        new = shim - (found - wanted)
        value = {k: fixed(Fraction(v, 100), 2) for k, v in dict(s=shim, c=crown, j=joint, f=found, w=wanted, n=new).items()}
        change = found - wanted
        rows.append(ranked(
            f"压铅法检查{place}剖分轴瓦：轴颈顶部铅丝平均厚 {value['c']} mm，中分面铅丝平均厚 {value['j']} mm，瓦口两侧垫片各厚 {value['s']} mm。"
            f"要求顶间隙 {value['w']} mm，每侧垫片总厚应调整为（　）mm。",
            new,
            [("加减方向反", shim + change), ("未减中分面铅丝厚", shim - abs(crown - wanted)), ("差值乘2", shim - 2 * change),
             ("方向反且乘2", shim + 2 * change), ("把差值平分到两侧", shim - change // 2), ("把要求的顶间隙当差值", shim - wanted),
             ("不必调整", shim)],
            f"现顶间隙 {value['c']}−{value['j']}＝{value['f']} mm，与要求相差 {fixed(Fraction(abs(found - wanted), 100), 2)} mm，"
            f"两侧垫片各{'减' if found > wanted else '加'}此数，为 {value['n']} mm。", lambda v: fixed(Fraction(v) / 100, 2)))
    return Family("lead-wire-shim", "轴承与联轴器/滑动轴承", "中级工", "medium", tuple(rows))


def alignment_feet():
    # Shim under a foot = height difference ± (face opening / coupling diameter) × distance of the foot from the coupling
    rows = []
    for disc, opening, low, front, feet in [
            (200, 10, 20, 300, 600), (250, 5, 30, 350, 700), (160, 8, 25, 200, 400), (300, 12, 40, 400, 800),
            (200, 6, 35, 300, 500),
            (400, 10, 50, 600, 1200), (250, 10, 45, 300, 500), (320, 8, 30, 400, 600), (180, 9, 50, 220, 460)]:
        for top in (True, False):
            slope = Fraction(opening, 100) / disc * (1 if top else -1)
            drop = Fraction(low, 100) + (0 if top else Fraction(30, 100))
            a, b = slope * front, slope * (front + feet)
            side = "上" if top else "下"
            mistakes = [("后脚只按前后脚距计", drop + a, drop + slope * feet), ("未计高低差", abs(a), abs(b)),
                        ("开口方向用反", drop - a, drop - b),
                        ("按半径计算开口", drop + 2 * a, drop + 2 * b)]

            def text(x, y):
                return f"前脚 {fixed(x, 2)} mm，后脚 {fixed(y, 2)} mm"
            rows.append(instance(
                f"电动机找正：以泵轴为基准，测得电动机轴心低 {fixed(drop, 2)} mm；联轴器在直径 {disc} mm 处{side}开口（{side}方间隙大）"
                f"{fixed(Fraction(opening, 100), 2)} mm；联轴器端面到电动机前脚 {front} mm，前后脚距 {feet} mm。应加垫（　）。",
                text(drop + a, drop + b),
                [(name, text(x, y)) for name, x, y in mistakes if min(x, y) > 0],
                f"前脚 {fixed(drop, 2)}{'＋' if top else '−'}{shown(abs(slope) * disc, 2)}×{front}/{disc}＝{fixed(drop + a, 2)}，"
                f"后脚 {fixed(drop, 2)}{'＋' if top else '−'}{shown(abs(slope) * disc, 2)}×{front + feet}/{disc}＝{fixed(drop + b, 2)} mm。"))
    return Family("alignment-feet", "轴承与联轴器/联轴器与找正", "技师", "hard", tuple(rows))


def rim_readings():
    # Both shafts turned together: top + bottom = left + right
    def sign(hundredths):
        return "0" if hundredths == 0 else ("+" if hundredths > 0 else "−") + fixed(Fraction(abs(hundredths), 100), 2)
    rows = []
    for bottom, left in [(-24, -10), (30, 12), (18, 25), (-16, 6), (42, 28), (-36, -22), (12, -8), (-20, -34),
                         (26, 7), (54, 31), (-48, -15),
                         (14, 20), (-28, 9), (34, -6), (-40, -26), (24, 38), (-32, -5), (46, 17)]:
        right = bottom - left
        rows.append(instance(
            f"打表找正联轴器，两半联轴器一同转动，径向表在上方调零，左侧读数 {sign(left)} mm，下方读数 {sign(bottom)} mm，右侧被机座挡住无法读数。"
            f"若测量正确，右侧读数应为（　）mm。",
            sign(right),
            [("正负号用反", sign(-right)), ("误把左、下读数相加", sign(bottom + left)), ("认为左右对称", sign(left)),
             ("误取下方读数之半", sign(bottom // 2))],
            f"同一圈径向读数满足 上＋下＝左＋右，右＝0＋（{sign(bottom)}）−（{sign(left)}）＝{sign(right)} mm。"))
    return Family("rim-readings", "轴承与联轴器/联轴器与找正", "中级工", "easy", tuple(rows))


def torque_extension():
    # Setting of a torque wrench with an extension in line: T·L / (L + A)
    rows = []
    for bolt, torque, length, extension in [
            ("M12", 80, 350, 100), ("M14", 130, 450, 150), ("M16", 200, 500, 150), ("M18", 280, 600, 200),
            ("M20", 390, 750, 250), ("M22", 540, 900, 300),
            ("M24", 680, 1000, 300), ("M27", 980, 1200, 350), ("M30", 1350, 1250, 400), ("M10", 48, 300, 75),
            ("M16", 210, 450, 120), ("M20", 400, 700, 180),
            ("M12", 85, 320, 120), ("M24", 700, 900, 260), ("M14", 125, 400, 90), ("M18", 300, 650, 160),
            ("M22", 520, 800, 220), ("M27", 1000, 1100, 280)]:
        value = Fraction(torque * length, length + extension)
        rows.append(numeric(
            f"{bolt} 连接螺栓规定拧紧力矩 {torque} N·m，因空间受限在扭力扳手前端沿扳手轴线加接 {extension} mm 长的接杆（开口头），"
            f"扳手方榫中心到手柄着力点 {length} mm，扳手应设定为（　）N·m。",
            value, 0,
            [("比例用反", Fraction(torque * (length + extension), length)), ("不作修正", Fraction(torque)),
             ("误按接杆与全长之比扣两倍", Fraction(torque * (length - extension), length + extension)),
             ("误按接杆与扳手长之比扣减", torque * (1 - Fraction(extension, length))),
             ("只扣一半", torque * (1 - Fraction(extension, 2 * length))),
             ("误用接杆占全长之比", Fraction(torque * extension, length + extension))],
            f"设定值＝T·L/（L＋A）＝{torque}×{length}/（{length}＋{extension}）{eq(value, 0)} N·m，接杆使实际力臂加长。"))
    return Family("torque-extension", "装配与修理/装配工艺", "高级工", "medium", tuple(rows))


def key_length():
    # Bearing pressure of a round-ended key: 4T / (d h l) ≤ [p], L = l + b, next length of GB/T 1096
    lengths = (25, 28, 32, 36, 40, 45, 50, 56, 63, 70, 80, 90, 100, 110, 125, 140, 160, 180)
    rows = []
    for d, b, h, torque, limit in [(35, 10, 8, 210, 110), (38, 10, 8, 260, 100), (40, 12, 8, 310, 110),
                                   (42, 12, 8, 280, 100), (45, 14, 9, 400, 110),
                                   (48, 14, 9, 520, 100), (50, 14, 9, 450, 110), (55, 16, 10, 620, 100),
                                   (56, 16, 10, 750, 110), (60, 18, 11, 850, 100),
                                   (65, 18, 11, 1050, 110), (70, 20, 12, 1300, 100), (75, 20, 12, 1500, 110),
                                   (80, 22, 14, 1900, 100), (85, 22, 14, 2300, 110),
                                   (60, 18, 11, 520, 60), (70, 20, 12, 800, 60), (50, 14, 9, 260, 60)]:
        work = Fraction(4000 * torque, d * h * limit)

        def pick(least):
            return next(x for x in lengths if x >= least)
        right = pick(work + b)
        index = lengths.index(right)
        rows.append(ranked(
            f"轴径 {d} mm，传递转矩 {torque} N·m，用 A 型（圆头）普通平键 {b}×{h}，键与轮毂的工作高度取 h/2，许用挤压应力 {limit} MPa。"
            f"按标准键长系列（…25、28、32、36、40、45、50、56、63、70、80、90、100、110、125、140…）选满足强度的最短键长，应为（　）mm。",
            right,
            [("未加两端圆头", pick(work)), ("圆头加两倍", pick(work + 2 * b)), ("漏接触高度的一半", pick(work / 2 + b)),
             ("取小一挡", lengths[index - 1]), ("取大一挡", lengths[index + 1]), ("取大两挡", lengths[index + 2]),
             ("取小两挡", lengths[max(index - 2, 0)])],
            f"工作长度 l＝4T/（dh[p]）＝4×{torque}×1000/（{d}×{h}×{limit}）{eq(work, 1)} mm，L≥l＋b＝{shown(work + b, 1)}，"
            f"取 {right} mm。"))
    return Family("key-length", "装配与修理/装配工艺", "高级工", "hard", tuple(rows))


def keyway_depths():
    # Dimensions written for keyways: d − t1 on the shaft, d + t2 in the hub (GB/T 1095 depths)
    rows = []
    for d, key, t1, t2 in [(25, "8×7", "4.0", "3.3"), (28, "8×7", "4.0", "3.3"), (32, "10×8", "5.0", "3.3"),
                           (35, "10×8", "5.0", "3.3"),
                           (40, "12×8", "5.0", "3.3"), (42, "12×8", "5.0", "3.3"), (45, "14×9", "5.5", "3.8"),
                           (48, "14×9", "5.5", "3.8"),
                           (52, "16×10", "6.0", "4.3"), (55, "16×10", "6.0", "4.3"), (60, "18×11", "7.0", "4.4"),
                           (63, "18×11", "7.0", "4.4"),
                           (68, "20×12", "7.5", "4.9"), (72, "20×12", "7.5", "4.9"), (76, "22×14", "9.0", "5.4"),
                           (80, "22×14", "9.0", "5.4"),
                           (90, "25×14", "9.0", "5.4"), (95, "25×14", "9.0", "5.4")]:
        shaft, hub = Fraction(t1), Fraction(t2)

        def text(x, y):
            return f"{fixed(x, 1)} 和 {fixed(y, 1)}"
        rows.append(instance(
            f"轴径 {d} mm 处装普通平键 {key}，轴槽深 t1＝{t1} mm，毂槽深 t2＝{t2} mm。画零件图时，轴的槽底到对面轴表面、轮毂的槽底到对面孔壁的"
            f"尺寸应分别注（　）mm。",
            text(d - shaft, d + hub),
            [("轴毂槽深用反", text(d - hub, d + shaft)), ("毂槽误用减号", text(d - shaft, d - hub)),
             ("轴槽误用加号", text(d + shaft, d + hub)),
             ("从轴心量起", text(Fraction(d, 2) - shaft, Fraction(d, 2) + hub))],
            f"轴上注 d−t1＝{d}−{t1}＝{fixed(d - shaft, 1)} mm，轮毂上注 d＋t2＝{d}＋{t2}＝{fixed(d + hub, 1)} mm，便于测量。"))
    return Family("keyway-depths", "识图与公差/机械识图", "初级工", "easy", tuple(rows))


def heat_fit():
    # Heating temperature = (interference + assembly clearance) / (α d) + room temperature
    rows = []
    for part, d, tight, gap, room in [
            ("联轴器", 90, 95, 100, 20), ("齿轮", 120, 140, 120, 20), ("飞轮", 180, 190, 180, 15),
            ("车轮", 150, 160, 150, 20), ("半联轴器", 70, 78, 80, 25),
            ("大齿圈", 300, 280, 300, 20), ("曲柄", 220, 230, 220, 10), ("带轮", 100, 73, 100, 25), ("叶轮", 80, 72, 80, 20),
            ("推力盘", 130, 117, 130, 15),
            ("链轮", 110, 101, 110, 20), ("偏心套", 160, 125, 160, 30), ("轮箍", 400, 380, 400, 20), ("凸轮", 65, 72, 70, 20),
            ("锥齿轮", 85, 93, 90, 15),
            ("制动轮", 140, 117, 140, 25), ("辊套", 260, 240, 250, 20), ("止推环", 95, 88, 100, 10)]:
        scale = Fraction(1000, 11 * d)  # 1 / (α d) for lengths in µm
        rise = (tight + gap) * scale
        rows.append(numeric(
            f"热装钢制{part}：孔径 {d} mm，实测过盈量 {mm(tight)} mm，装配时需热装间隙 {mm(gap)} mm，室温 {room} ℃，线膨胀系数取11×10⁻⁶/℃，"
            f"{part}至少应加热到约（　）℃。",
            rise + room, 0,
            [("未加室温", rise), ("未计热装间隙", tight * scale + room), ("误减室温", rise - room), ("按半径计算", rise * 2 + room),
             ("热装间隙计两次", rise + gap * scale + room), ("过盈计两次", rise + tight * scale + room)],
            f"T＝（{mm(tight)}＋{mm(gap)}）/（11×10⁻⁶×{d}）＋{room}{eq(rise, 0)}＋{room}{eq(rise + room, 0)} ℃。",
            gap=Fraction(5, 100)))
    return Family("heat-fit", "装配与修理/装配工艺", "高级工", "medium", tuple(rows))


def residual_unbalance():
    # GB/T 9239.1: e = 9549 G / n (µm), U = e·m (g·mm), one half in each of two symmetrical planes, mass = U / r
    rows = []
    for rotor, grade, mass, speed, radius in [
            ("离心泵叶轮转子", "6.3", 60, 1480, 120), ("通风机叶轮", "6.3", 150, 980, 400), ("电动机转子", "2.5", 90, 2980, 110),
            ("磨床主轴带轮组件", "2.5", 20, 1900, 80),
            ("汽轮机转子", "2.5", 800, 3000, 300), ("引风机转子", "6.3", 1200, 740, 600), ("增压机转子", "2.5", 40, 6000, 90),
            ("机床主轴组件", "2.5", 35, 1500, 60),
            ("离心机转鼓", "6.3", 240, 1200, 350), ("飞轮组件", "6.3", 180, 1000, 250), ("鼓风机转子", "6.3", 320, 1450, 380),
            ("多级泵转子", "2.5", 110, 2950, 130),
            ("造纸压榨辊", "6.3", 900, 400, 300), ("发电机转子", "2.5", 1500, 1500, 450), ("大型轴流风机转子", "6.3", 2000, 600, 800),
            ("空压机转子", "2.5", 65, 4500, 100),
            ("立铣头主轴", "2.5", 28, 2400, 50), ("除尘风机转子", "6.3", 500, 1000, 320)]:
        whole = 9549 * Fraction(grade) / speed * mass
        value = whole / 2 / radius
        other = Fraction("6.3") if grade == "2.5" else Fraction("2.5")
        rows.append(numeric(
            f"{rotor}质量 {mass} kg，最高工作转速 {speed} r/min，平衡品质等级 G{grade}，许用偏心距 e＝9549G/n（μm）。"
            f"在两个对称校正面半径 {radius} mm 处，每面允许的剩余不平衡质量约为（　）g。",
            value, 2,
            [("未分到两个面", whole / radius), ("误按直径除", value / 2), ("平衡等级用错", value * other / Fraction(grade)),
             ("把直径当半径且不分面", value * 4), ("重复分面且按直径除", value / 4)],
            f"U＝9549×{grade}/{speed}×{mass}{eq(whole, 0)} g·mm，每面 U/2，除以半径 {radius}，约 {shown(value, 2)} g。",
            gap=Fraction(5, 100)))
    return Family("residual-unbalance", "装配与修理/装配工艺", "技师", "medium", tuple(rows))


def oversize_step():
    # Repair size: the first step of 0.25 mm that holds the worn diameter plus the machining allowance
    steps = [Fraction(25 * k, 100) for k in range(1, 7)]
    rows = []
    for machine, bore, worn, allowance in [
            ("柴油机", 105, 34, 10), ("空压机一级", 155, 42, 12), ("汽油机", 92, 18, 10), ("制冷压缩机", 70, 46, 8),
            ("柴油机", 115, 66, 10), ("往复泵", 80, 22, 6),
            ("空压机二级", 90, 71, 10), ("柴油机", 135, 88, 15), ("汽油机", 87, 40, 8), ("氨压缩机", 125, 47, 12),
            ("柴油机", 95, 92, 10), ("蒸汽泵", 160, 115, 12),
            ("柴油机", 110, 19, 8), ("空压机高压", 76, 44, 10), ("柱塞式注油泵", 60, 67, 10), ("煤气压缩机", 180, 97, 15),
            ("汽油机", 100, 20, 9), ("柴油机", 120, 118, 10)]:
        need = Fraction(worn + allowance, 100)
        right = next(s for s in steps if s >= need)
        plain = next(s for s in steps if s >= Fraction(worn, 100))
        double = next((s for s in steps if s >= need + Fraction(allowance, 100)), steps[-1])
        near = sorted((s for s in steps if s != right), key=lambda s: (abs(s - right), s))
        rows.append(ranked(
            f"{machine}气缸标准直径 {bore} mm，修理尺寸每级加大 0.25 mm（共六级）。测得最大磨损处直径 {fixed(bore + Fraction(worn, 100), 2)} mm，"
            f"镗磨需留余量 {fixed(Fraction(allowance, 100), 2)} mm（直径上），应选用的最小修理尺寸为（　）mm。",
            bore + right,
            [("未计镗磨余量", bore + plain), ("余量重复计算", bore + double)] + [("相邻修理级", bore + s) for s in near],
            f"所需直径至少 {fixed(bore + Fraction(worn, 100), 2)}＋{fixed(Fraction(allowance, 100), 2)}＝{fixed(bore + need, 2)} mm，"
            f"不小于它的最近一级为 {fixed(bore + right, 2)} mm。", lambda v: fixed(v, 2)))
    return Family("oversize-step", "装配与修理/修复工艺", "中级工", "medium", tuple(rows))


def brush_plating():
    # Brush plating: Q = C·S·δ (A·h), t = Q / I; δ is one side, S = π d l in dm²
    rows = []
    for d, length, loss, solution, c, current in [
            (60, 40, 10, "快速镍", "0.104", 30), (80, 50, 12, "快速镍", "0.104", 40), (50, 30, 8, "碱铜", "0.079", 25),
            (100, 60, 16, "快速镍", "0.104", 60),
            (70, 45, 14, "低应力镍", "0.214", 40), (90, 50, 20, "碱铜", "0.079", 50), (120, 80, 10, "快速镍", "0.104", 80),
            (45, 30, 6, "快速镍", "0.104", 20),
            (110, 70, 18, "碱铜", "0.079", 60), (150, 60, 12, "快速镍", "0.104", 75), (65, 35, 16, "快速镍", "0.104", 30),
            (75, 60, 10, "低应力镍", "0.214", 50),
            (85, 40, 14, "碱铜", "0.079", 40), (140, 90, 8, "快速镍", "0.104", 100), (55, 25, 12, "快速镍", "0.104", 25),
            (130, 75, 20, "碱铜", "0.079", 80),
            (95, 55, 6, "低应力镍", "0.214", 50), (160, 100, 10, "快速镍", "0.104", 100)]:
        area = PI * d * length / 10000
        thick = Fraction(loss * 10, 2)
        minutes = Fraction(c) * area * thick / current * 60
        rows.append(numeric(
            f"电刷镀修复轴颈：直径 {d} mm、长 {length} mm，直径上需补 {fixed(Fraction(loss, 100), 2)} mm，用{solution}镀液，耗电系数 {c} A·h/（dm²·μm），"
            f"平均电流 {current} A，所需刷镀时间约为（　）min。（π取3.14，不计间断）",
            minutes, 1,
            [("直径上的尺寸当单边厚度", minutes * 2), ("面积按半径计算", minutes / 2), ("面积漏π", minutes / PI),
             ("直径当单边且面积多乘2", minutes * 4), ("再除以70%", minutes * 10 / 7), ("单边厚度又取一半且面积漏π", minutes / PI / 2)],
            f"S＝{shown(area, 3)} dm²，单边厚 {shown(thick, 0)} μm，"
            f"Q＝{c}×{shown(area, 3)}×{shown(thick, 0)}{eq(minutes * current / 60, 2)} A·h，"
            f"t＝Q/{current}×60{eq(minutes, 1)} min。"))
    return Family("brush-plating", "装配与修理/修复工艺", "高级技师", "hard", tuple(rows))


def gear_oil_grade():
    # Like JB/T 8831: ISO viscosity grade by pitch-line speed and surroundings; the table stands in the stem
    table = {"−10～10 ℃": (150, 100, 68, 46), "10～35 ℃": (320, 220, 150, 68), "35～55 ℃": (680, 460, 320, 100)}
    bounds = (5, 15, 25)
    rows = []
    for air, pinion, speed in [
            ("10～35 ℃", 90, 960), ("10～35 ℃", 120, 1480), ("10～35 ℃", 128, 2980), ("10～35 ℃", 210, 2980), ("10～35 ℃", 160, 980),
            ("10～35 ℃", 180, 300), ("35～55 ℃", 100, 730), ("35～55 ℃", 150, 980), ("35～55 ℃", 130, 2970), ("35～55 ℃", 216, 2950),
            ("35～55 ℃", 176, 1480), ("35～55 ℃", 240, 250), ("−10～10 ℃", 96, 740), ("−10～10 ℃", 140, 1470), ("−10～10 ℃", 136, 2960),
            ("−10～10 ℃", 186, 2960), ("−10～10 ℃", 132, 1450), ("−10～10 ℃", 152, 420), ("10～35 ℃", 115, 1450), ("35～55 ℃", 118, 2950)]:
        grades = table[air]
        v = PI * pinion * speed / 60000
        assert all(abs(v - b) > Fraction(1, 3) for b in bounds)
        index = sum(v > b for b in bounds)
        choices = "，".join(f"{t} 用 {g}" for t, g in zip(("v≤5 m/s", "5～15 m/s", "15～25 m/s", "25～80 m/s"), grades))
        rows.append(instance(
            f"单级圆柱齿轮减速器小齿轮节圆直径 {pinion} mm，转速 {speed} r/min，环境温度 {air}。说明书按节圆线速度 v 推荐的黏度等级为："
            f"{choices}。应选黏度等级为（　）的工业闭式齿轮油。（π取3.14）",
            str(grades[index]),
            [("速度算错，选到别的一档", str(grades[i])) for i in range(4) if i != index],
            f"v＝πdn/60000＝3.14×{pinion}×{speed}/60000{eq(v, 1)} m/s，按说明书应选 {grades[index]}。"))
    return Family("gear-oil-grade", "润滑与密封/设备润滑", "高级工", "medium", tuple(rows))


def oil_change():
    # Change of the viscosity at 40 ℃ against new oil; the limit is the plant's own
    rows = []
    for oil, limit, new, used in [
            ("L-HM46 液压油", 10, "46.2", "52.7"), ("L-HM46 液压油", 10, "45.8", "49.6"),
            ("L-HM32 液压油", 10, "32.1", "28.3"), ("L-HM32 液压油", 10, "31.8", "29.3"),
            ("L-HM68 液压油", 10, "67.5", "75.9"), ("L-HM68 液压油", 10, "68.4", "62.7"),
            ("L-HM100 液压油", 10, "99.2", "86.5"), ("L-HM100 液压油", 10, "101.0", "108.1"),
            ("L-CKC220 齿轮油", 15, "221.0", "258.6"), ("L-CKC220 齿轮油", 15, "218.5", "245.2"),
            ("L-CKC320 齿轮油", 15, "322.0", "268.3"), ("L-CKC320 齿轮油", 15, "317.0", "281.5"),
            ("L-CKC150 齿轮油", 15, "150.6", "175.9"), ("L-CKC150 齿轮油", 15, "148.9", "132.4"),
            ("L-CKC460 齿轮油", 15, "458.0", "536.3"), ("L-CKC460 齿轮油", 15, "463.0", "515.8"),
            ("L-CKC100 齿轮油", 15, "99.8", "83.2"), ("L-HM46 液压油", 10, "46.7", "40.1")]:
        a, b = Fraction(new), Fraction(used)
        sign = "+" if b > a else "−"

        def text(rate, turned=False):
            return f"{sign}{fixed(abs(rate) * 100, 1)}%，{'应换油' if (abs(rate) * 100 > limit) != turned else '可继续使用'}"
        rate = (b - a) / a
        rows.append(instance(
            f"{oil}新油 40 ℃ 运动黏度 {new} mm²/s，在用油样测得 {used} mm²/s。本厂换油规定为黏度变化率超过 ±{limit}% 时换油，"
            f"其变化率和处理为（　）。",
            text(rate),
            [("判断反", text(rate, True)), ("以在用油为基准", text((b - a) / b)), ("误取变化率的一半", text(rate / 2)),
             ("误取两倍", text(rate * 2))],
            f"变化率＝（{used}−{new}）/{new}×100%≈{sign}{fixed(abs(rate) * 100, 1)}%，"
            f"{'超过' if abs(rate) * 100 > limit else '未超过'} ±{limit}%，{'应换油' if abs(rate) * 100 > limit else '可继续使用'}。"))
    return Family("oil-change", "润滑与密封/设备润滑", "中级工", "medium", tuple(rows))


def packing_ring():
    # Gland packing: side b = (D − d)/2, cut length of one ring = π (d + b)
    rows = []
    for pump, d, box in [("清水泵", 40, 60), ("渣浆泵", 75, 107), ("循环水泵", 60, 84), ("化工泵", 35, 51), ("真空泵", 50, 70),
                         ("锅炉给水泵", 65, 89), ("污水泵", 45, 65),
                         ("浆料泵", 80, 112), ("热水泵", 30, 46), ("双吸泵", 90, 122), ("搅拌釜轴封", 70, 98), ("冷凝泵", 55, 79),
                         ("闸阀阀杆", 28, 44), ("纸浆泵", 85, 117),
                         ("消防泵", 48, 68), ("矿用排水泵", 100, 140), ("截止阀阀杆", 36, 56), ("酸泵", 52, 76)]:
        side = Fraction(box - d, 2)
        length = PI * (d + side)
        rows.append(numeric(
            f"更换{pump}填料，轴（杆）径 {d} mm，填料函内径 {box} mm，采用正方形截面盘根。每圈盘根按平均直径下料，长度约为（　）mm。（π取3.14，不计切口）",
            length, 0,
            [("按轴径计算", PI * d), ("按填料函内径计算", PI * box), ("平均直径少加半个边长", PI * (d + side / 2)), ("只算半圈", length / 2),
             ("平均直径多加半个边长", PI * (d + side * 3 / 2)), ("按内径再加边长", PI * (box + side))],
            f"盘根边长 b＝（{box}−{d}）/2＝{shown(side, 1)} mm，每圈长 π（d＋b）＝3.14×{shown(d + side, 1)}{eq(length, 0)} mm。"))
    return Family("packing-ring", "润滑与密封/密封装置", "初级工", "easy", tuple(rows))


def pump_motor():
    # P = p Q / (60 η) in kW; next rated power of GB/T 28575 motors
    rated = [Fraction(x) for x in ("0.75", "1.1", "1.5", "2.2", "3", "4", "5.5", "7.5", "11", "15", "18.5", "22", "30", "37", "45")]
    rows = []
    for pressure, flow, efficiency in [
            ("6.3", 25, "0.8"), ("6.3", 40, "0.78"), ("2.5", 32, "0.75"), ("10", 40, "0.82"), ("16", 63, "0.85"),
            ("7", 50, "0.8"), ("2.5", 63, "0.72"), ("20", 40, "0.85"),
            ("16", 25, "0.82"), ("14", 80, "0.85"), ("6.3", 100, "0.8"), ("4", 16, "0.7"), ("21", 63, "0.86"),
            ("12", 32, "0.8"), ("5", 20, "0.75"), ("8", 63, "0.8"),
            ("25", 50, "0.87"), ("10", 16, "0.78"), ("3.5", 40, "0.74")]:
        power = Fraction(pressure) * flow / 60 / Fraction(efficiency)

        def pick(value):
            return next(x for x in rated if x >= value)
        right = pick(power)
        index = rated.index(right)
        rows.append(ranked(
            f"某液压站液压泵最高工作压力 {pressure} MPa，输出流量 {flow} L/min，泵总效率 {efficiency}。驱动电动机额定功率应不小于所需功率，从 0.75、1.1、1.5、2.2、3、4、"
            f"5.5、7.5、11、15、18.5、22、30、37、45 kW 中选最小的，应为（　）kW。",
            right,
            [("误乘效率", pick(power * Fraction(efficiency) ** 2)), ("漏效率", pick(power * Fraction(efficiency))),
             ("取大一挡", rated[index + 1]), ("取小一挡", rated[index - 1]), ("再大一挡", rated[index + 2]),
             ("再小一挡", rated[max(index - 2, 0)]), ("大三挡", rated[min(index + 3, len(rated) - 1)])],
            f"P＝pQ/（60η）＝{pressure}×{flow}/（60×{efficiency}）{eq(power, 2)} kW，选额定功率 {shown(right, 2)} kW。", lambda v: shown(v, 2)))
    return Family("pump-motor", "液压与气动/液压传动", "中级工", "medium", tuple(rows))


def back_pressure():
    # Force balance of the piston: p1·A1 = F + p2·A2
    rows = []
    for bore, rod, force, back in [
            (80, 45, 15, "0.5"), (100, 56, 25, "0.8"), (63, 36, 10, "0.6"), (125, 70, 40, "1"), (90, 50, 20, "0.8"),
            (140, 80, 50, "0.6"), (50, 28, 6, "0.5"), (110, 63, 28, "1"),
            (160, 90, 80, "0.8"), (100, 45, 30, "1.2"), (80, 56, 12, "1"), (125, 90, 36, "1.5"), (63, 45, 8, "0.8"),
            (180, 100, 90, "1"), (90, 63, 24, "1.2"), (200, 110, 120, "0.8"),
            (160, 110, 70, "0.9"), (140, 100, 55, "1.4")]:
        a1 = PI * bore ** 2 / 4
        a2 = PI * (bore ** 2 - rod ** 2) / 4
        p2, load = Fraction(back), Fraction(force * 1000)
        value = (load + p2 * a2) / a1
        rows.append(numeric(
            f"动力滑台液压缸缸径 {bore} mm，活塞杆直径 {rod} mm，无杆腔进油推动 {force} kN 的总负载，有杆腔回油背压 {back} MPa，"
            f"无杆腔工作压力约为（　）MPa。（π取3.14）",
            value, 2,
            [("未计背压", load / a1), ("用有杆腔面积计算", (load + p2 * a2) / a2), ("背压误作助力", (load - p2 * a2) / a1),
             ("背压直接相加", load / a1 + p2),
             ("背压面积取活塞杆面积", (load + p2 * (a1 - a2)) / a1), ("用有杆腔面积且未计背压", load / a2)],
            f"p1＝（F＋p2A2）/A1＝（{force * 1000}＋{back}×{shown(a2, 0)}）/{shown(a1, 0)}{eq(value, 2)} MPa。"))
    return Family("back-pressure", "液压与气动/液压传动", "高级工", "hard", tuple(rows))


def pipe_bore():
    # v = Q / (π d² / 4) not above the limit; nominal bores of hydraulic tube
    bores = (6, 8, 10, 12, 15, 20, 25, 32, 40, 50, 65, 80, 100)
    rows = []
    for line, limit, flows in [("吸油管", 1, (16, 25, 40, 63, 100, 160)), ("压油管", 4, (25, 40, 63, 100, 160, 250)),
                               ("回油管", 2, (16, 25, 40, 63, 100, 200))]:
        for flow in flows:
            def speed(d):
                return flow / (6 * PI * d * d / 4) * 100  # L/min and mm to m/s
            right = next(d for d in bores if speed(d) <= limit)
            index = bores.index(right)
            quarter = next(d for d in bores if speed(d) / 4 <= limit)  # area πd² instead of πd²/4
            rows.append(ranked(
                f"更换液压系统{line}，通过流量 {flow} L/min，管内流速不得超过 {limit} m/s。可选管子内径为 6、8、10、12、15、20、25、32、40、50、65、80、100 mm，"
                f"满足要求的最小内径为（　）mm。（π取3.14）",
                right,
                [("面积漏除4", quarter), ("取小一号", bores[index - 1]), ("取大一号", bores[index + 1]), ("取大两号", bores[index + 2]),
                 ("取大三号", bores[min(index + 3, len(bores) - 1)]), ("取小两号", bores[max(index - 2, 0)])],
                f"内径 {right} mm 时 v＝4Q/（πd²）{eq(speed(right), 2)} m/s，不超过 {limit} m/s；{bores[index - 1]} mm 时约 "
                f"{shown(speed(bores[index - 1]), 2)} m/s，超速。"))
    return Family("pipe-bore", "液压与气动/液压传动", "高级工", "medium", tuple(rows))


def accumulator_volume():
    # Isothermal accumulator: V0 = ΔV / (p0/p1 − p0/p2), absolute pressures
    rows = []
    for use, delivered, p0, low, high in [
            ("补偿夹紧缸泄漏", 2, "4.5", 5, 7), ("停泵保压", 3, "8", 9, 12), ("补油保压", 1, "3.6", 4, 6),
            ("夹紧回路保压", 5, "9", 10, 16), ("缓慢补漏", 4, "5.4", 6, 10),
            ("压机保压", 6, "14", 16, 20), ("卡盘夹紧", "1.5", "2.7", 3, 5), ("静压导轨补油", 8, "3.6", 4, 8),
            ("大型阀门保压", 10, "10.8", 12, 18), ("工作台锁紧", "2.5", "4.5", 5, 8),
            ("平衡回路", 4, "7.2", 8, 11), ("润滑站应急", 3, "1.8", 2, 4), ("闸门防下滑补油", 12, "13.5", 15, 21),
            ("张紧装置保压", "3.5", "6.3", 7, 9), ("夹具保压", "0.8", "3.6", 4, 5),
            ("制动器保压", 5, "7.2", 8, 14), ("硫化机保压", 6, "18", 20, 25), ("液压站辅助", 7, "5.4", 6, 9)]:
        dv, p = Fraction(delivered), Fraction(p0)
        value = dv / (p / low - p / high)
        rows.append(numeric(
            f"{use}用气囊式蓄能器，充气压力 {p0} MPa，最低工作压力 {low} MPa，最高工作压力 {high} MPa（均为绝对压力），要求缓慢放出油液 {delivered} L，按等温过程，"
            f"蓄能器容积至少应为（　）L。",
            value, 1,
            [("误用最低压力处的气体体积", value * p / low), ("误用最高压力处的气体体积", value * p / high),
             ("按最低压力与压力差之比", dv * low / Fraction(high - low)),
             ("把压力差当充气压力", dv * p / (high - low)), ("最高、最低压力之比重复计算", value * high / low),
             ("充气压力重复折算", value * low / p), ("再加两成余量", value * 6 / 5)],
            f"V0＝ΔV/（p0/p1−p0/p2）＝{delivered}/（{p0}/{low}−{p0}/{high}）{eq(value, 1)} L。"))
    return Family("accumulator-volume", "液压与气动/液压传动", "高级技师", "hard", tuple(rows))


def pneumatic_bore():
    # π D² / 4 · p · η ≥ F; bores of GB/T 2348
    bores = (25, 32, 40, 50, 63, 80, 100, 125, 160, 200, 250)
    rows = []
    for use, force, pressure, ratio in [
            ("夹紧", 600, "0.5", "0.5"), ("推料", 250, "0.4", "0.5"), ("压紧", 1500, "0.5", "0.7"),
            ("提升", 900, "0.6", "0.5"), ("冲字", 3000, "0.6", "0.7"), ("开门", 400, "0.5", "0.5"),
            ("顶料", 1200, "0.5", "0.5"), ("定位", 160, "0.4", "0.7"), ("剪切", 5000, "0.6", "0.7"),
            ("翻转", 700, "0.4", "0.5"), ("锁紧", 2200, "0.5", "0.7"), ("送料", 350, "0.6", "0.5"),
            ("制动", 1800, "0.6", "0.5"), ("闸板启闭", 4000, "0.5", "0.5"), ("压装", 8000, "0.6", "0.7"),
            ("拨料", 120, "0.4", "0.5"), ("举升", 2600, "0.6", "0.5"), ("张紧", 1000, "0.4", "0.7")]:
        def pick(load):
            return next(d for d in bores if PI * d * d / 4 * Fraction(pressure) >= load)
        need = force / Fraction(ratio)
        right = pick(need)
        index = bores.index(right)
        rows.append(ranked(
            f"{use}气缸伸出时的负载力 {force} N，工作压力 {pressure} MPa，负载率取 {ratio}，缸径系列为 25、32、40、50、63、80、100、125、160、200、250 mm，"
            f"应选最小缸径（　）mm。（π取3.14）",
            right,
            [("未计负载率", pick(Fraction(force))), ("负载率重复计入", pick(need / Fraction(ratio))),
             ("取大一号", bores[index + 1]), ("取小一号", bores[index - 1]), ("取大两号", bores[min(index + 2, 10)]),
             ("取小两号", bores[max(index - 2, 0)]), ("取大三号", bores[min(index + 3, 10)]), ("取小三号", bores[max(index - 3, 0)])],
            f"理论推力应不小于 {force}/{ratio}{eq(need, 0)} N，缸径 {right} mm 时为 π×{right}²/4×{pressure}≈"
            f"{shown(PI * right * right / 4 * Fraction(pressure), 0)} N，够用。"))
    return Family("pneumatic-bore", "液压与气动/气压传动", "中级工", "medium", tuple(rows))


def straightness_ends():
    # Straightness by level readings: sums of the readings, deviation from the line through both ends
    rows = []
    for machine, bridge, readings in [
            ("卧式车床床身", 500, (3, 2, 1, 0, -1, -2)), ("外圆磨床床身", 250, (2, 2, 1, 0, -1)),
            ("龙门刨床身", 500, (4, 3, 1, 0, -2, -3, -1)),
            ("镗床床身", 500, (2, 2, 1, 0, -1, -1)), ("平面磨床床身", 200, (3, 1, 1, 0, -2)),
            ("落地车床床身", 500, (2, 1, 1, -1, 0, -1)),
            ("导轨磨床床身", 500, (1, 2, 2, 1, 0, -1, -2)), ("车床床身", 250, (4, 3, 1, -1, -2, -1)),
            ("滚齿机床身", 200, (2, 2, -1, -1)),
            ("龙门铣床身", 500, (5, 3, 2, 0, -2, -3, -2)), ("刨台底座", 400, (3, 3, 0, -1, -2)),
            ("螺纹磨床床身", 250, (1, 3, 1, 0, -2)),
            ("拉床床身", 500, (3, 3, 1, 0, -2, -3)), ("铣床工作台底座", 250, (3, 3, 0, -1, -2)),
            ("数控车床床身", 200, (4, 2, 1, -2, -3)),
            ("深孔钻床身", 500, (2, 3, 2, 0, -1, -1, -2)), ("轧辊磨床床身", 400, (3, 2, 1, 0, -2, -1)),
            ("插床床身", 200, (2, 3, 0, -1, -2))]:
        unit = Fraction(20 * bridge, 1000)  # µm for one division of 0.02 mm/m
        sums = [sum(readings[:k]) for k in range(len(readings) + 1)]
        line = [Fraction(sums[-1] * k, len(readings)) for k in range(len(readings) + 1)]
        offs = [s - l for s, l in zip(sums, line)]
        value = (max(offs) - min(offs)) * unit
        rows.append(numeric(
            f"用分度值 0.02 mm/m 的水平仪和 {bridge} mm 桥板逐段检验{machine}导轨在垂直平面内的直线度，各段读数依次为 "
            f"{'、'.join(('+' if r > 0 else '−' if r < 0 else '') + str(abs(r)) for r in readings)} 格。以两端点连线评定，"
            f"全长直线度误差约为（　）μm。",
            value, 1,
            [("未减端点连线", Fraction(max(sums)) * unit), ("未按桥板长度换算", (max(offs) - min(offs)) * 20),
             ("误取最大与最小读数之差", (max(readings) - min(readings)) * unit), ("误取最大读数", max(readings) * unit),
             ("只取一半", value / 2), ("误乘2", value * 2)],
            f"累积格数 {'、'.join(str(s).replace('-', '−') for s in sums)}，与端点连线最大相差 {shown(max(offs) - min(offs), 2)} 格，"
            f"每格 {shown(unit, 1)} μm，"
            f"误差约 {shown(value, 1)} μm。"))
    return Family("straightness-ends", "机床精度/精度检验与几何误差", "技师", "hard", tuple(rows))


def level_reversal():
    # Level turned by 180° on the same place: inclination = mean of both readings, zero error = half their difference
    rows = []

    def side(k):
        return f"{'左' if k > 0 else '右'}偏 {abs(k)} 格"

    def signed(k):
        return f"{'+' if k > 0 else '−'}{abs(k)}"

    for thing, graduation, first, second in [
            ("平板", 2, 3, -1), ("铣床工作台", 2, 4, 1), ("检验平台", 2, -3, -2), ("磨床工作台", 2, 5, -2), ("车床床身", 2, -6, 1),
            ("镗床工作台", 2, 7, 2), ("划线平台", 5, -4, 2), ("水泵底座", 5, 5, 1), ("压力机工作台", 5, -3, 1), ("电动机底座", 5, 6, -2),
            ("减速器底座", 5, -5, -3), ("机床垫铁平面", 5, 7, -4)]:
        digits = 2 if graduation == 2 else 3

        def text(doubled):  # twice the number of divisions
            return f"{fixed(abs(Fraction(doubled * graduation, 200)), digits)} mm/m，{'左' if doubled > 0 else '右'}端高"
        total, gap = first + second, first - second
        rows.append(instance(
            f"用分度值 0.0{graduation} mm/m 的水平仪检查{thing}，气泡{side(first)}；水平仪在原处调头 180° 后，"
            f"气泡{side(second)}（左、右均以观察者为准）。消除水平仪零位误差后，{thing}的倾斜为（　）。",
            text(total),
            [("把零位误差当倾斜", text(gap)), ("只用第一次读数", text(2 * first)), ("高低判断反", text(-total)), ("未除以2", text(2 * total))],
            f"左偏取正，倾斜＝两次读数的平均值＝（{signed(first)}{signed(second)}）/2 格，即 {text(total)}；气泡偏向高的一端。"))
    for tool, graduation, first, second in [("框式", 2, 8, -3), ("条式", 5, -5, 4), ("框式", 2, -7, 1), ("条式", 2, 6, 3),
                                            ("框式", 5, 9, -2), ("条式", 5, -8, -1)]:
        gap = abs(first - second)
        rows.append(numeric(
            f"校验分度值为 0.0{graduation} mm/m 的{tool}水平仪：放在大致水平的平板上，气泡{side(first)}，原位调头 180° 再放，"
            f"气泡{side(second)}（方向均以观察者为准），则该水平仪自身的零位误差为（　）格。",
            Fraction(gap, 2), 1,
            [("未除以2", gap), ("误取两次读数的平均值", Fraction(abs(first + second), 2)), ("误取第一次读数", abs(first)),
             ("误取第二次读数", abs(second)), ("误取两次读数之和", abs(first + second)), ("多算一格", Fraction(gap, 2) + 1)],
            f"零位误差＝两次读数（左偏取正）代数差之半＝|（{signed(first)}）−（{signed(second)}）|/2＝{shown(Fraction(gap, 2), 1)} 格。"))
    return Family("level-reversal", "机床精度/精度检验与几何误差", "高级工", "medium", tuple(rows))


def sideband_gear():
    # Side bands stand at the rotation frequency of the faulty gear's shaft, around the mesh frequency of its stage
    rows = []
    for speed, z1, z2, z3, z4, faulty in [
            (1480, 20, 60, 22, 66, 1), (1480, 23, 69, 25, 75, 2), (980, 18, 54, 21, 63, 3), (980, 22, 55, 20, 60, 4),
            (1450, 25, 50, 24, 72, 1), (1450, 24, 60, 19, 57, 2),
            (740, 28, 70, 26, 65, 3), (740, 21, 84, 23, 69, 4), (2960, 30, 60, 27, 81, 1), (2960, 26, 78, 24, 60, 2),
            (1470, 19, 76, 20, 50, 3), (1470, 27, 81, 22, 55, 4),
            (960, 24, 72, 18, 45, 1), (960, 20, 50, 25, 100, 2), (1440, 22, 66, 28, 56, 3),
            (1440, 30, 75, 21, 84, 4), (1490, 21, 63, 30, 90, 2), (1490, 25, 75, 23, 46, 3)]:
        first = Fraction(speed, 60)
        second = first * z1 / z2
        third = second * z3 / z4
        mesh = (first * z1, second * z3)[faulty > 2]
        band = (first, second, second, third)[faulty - 1]
        names = [f"输入轴小齿轮 z1＝{z1}", f"中间轴大齿轮 z2＝{z2}", f"中间轴小齿轮 z3＝{z3}", f"输出轴大齿轮 z4＝{z4}"]
        rows.append(instance(
            f"两级减速器输入转速 {speed} r/min，z1/z2＝{z1}/{z2}，z3/z4＝{z3}/{z4}。振动频谱中 {shown(mesh, 1)} Hz 处有高峰，其两侧边频带间隔约 "
            f"{shown(band, 2)} Hz，最可能有局部故障的是（　）。",
            names[faulty - 1],
            [("轴或级判断错", name) for index, name in enumerate(names) if index != faulty - 1],
            f"{shown(mesh, 1)} Hz 为第{'二' if faulty > 2 else '一'}级啮合频率；转频："
            f"输入轴 {shown(first, 2)}、中间轴 {shown(second, 2)}、输出轴 {shown(third, 2)} Hz，"
            f"边频间隔对应{names[faulty - 1]}。"))
    return Family("sideband-gear", "设备管理/故障诊断与状态监测", "技师", "medium", tuple(rows))


def vibration_zone():
    # GB/T 6075.3, group 2 (15-300 kW): zone limits in mm/s r.m.s.; v = 0.707·π·f·D for a sine of peak-to-peak D
    limits = {"刚性": ("1.4", "2.8", "4.5"), "柔性": ("2.3", "4.5", "7.1")}
    zones = ("新投运水平（A 区）", "可长期运行（B 区）", "应择机检修（C 区）", "足以引起损坏（D 区）")
    rows = []
    for machine, support, speed, peak in [
            ("离心泵", "刚性", 1480, 22), ("离心泵", "刚性", 1480, 42), ("离心泵", "刚性", 2960, 10), ("离心泵", "刚性", 2960, 34),
            ("电动机", "刚性", 980, 50), ("电动机", "刚性", 980, 90),
            ("电动机", "刚性", 740, 40), ("电动机", "刚性", 1470, 88), ("通风机", "柔性", 1450, 60), ("通风机", "柔性", 1450, 35),
            ("通风机", "柔性", 980, 160), ("通风机", "柔性", 980, 105),
            ("鼓风机", "柔性", 2950, 16), ("鼓风机", "柔性", 2950, 52), ("鼓风机", "柔性", 2950, 76), ("减速电动机", "刚性", 960, 24),
            ("水环真空泵", "刚性", 730, 130), ("引风机", "柔性", 735, 110)]:
        v = Fraction(707, 1000) * PI * speed / 60 * peak / 1000
        index = sum(v > Fraction(x) for x in limits[support])
        a, b, c = limits[support]
        rows.append(instance(
            f"{machine}（75 kW，{support}支承）轴承座振动以转频为主，转速 {speed} r/min，位移峰峰值 {peak} μm。速度有效值按 v＝0.707πfD 计算（f 为转频，"
            f"D 为峰峰值，π取3.14），"
            f"区域界限 A/B、B/C、C/D 为 {a}、{b}、{c} mm/s，该机的振动状态为（　）。",
            zones[index],
            [("换算错，判到别的区", zone) for zone in sorted(zones, key=lambda z: abs(zones.index(z) - index)) if zone != zones[index]],
            f"f＝{speed}/60{eq(Fraction(speed, 60), 2)} Hz，"
            f"v＝0.707×3.14×{shown(Fraction(speed, 60), 2)}×{fixed(Fraction(peak, 1000), 3)}{eq(v, 2)} mm/s，"
            f"属{zones[index]}。"))
    return Family("vibration-zone", "设备管理/故障诊断与状态监测", "高级工", "medium", tuple(rows))


def bearing_defect():
    # Defect frequencies of a ball bearing: f = z/2 · n/60 · (1 ∓ d/D·cosα), minus for the outer ring, plus for the inner
    rows = []
    for code, z, ball, pitch, angle, cosine, speeds in [
            ("6205", 9, "7.94", 39, 0, "1", (1470, 2950)), ("6308", 8, "15.08", 65, 0, "1", (980, 1480)),
            ("6310", 8, "19.05", 80, 0, "1", (1450, 730)),
            ("6212", 10, "15.88", 85, 0, "1", (1480, 960)), ("7210C", 14, "12.7", 70, 15, "0.966", (3000, 1500)),
            ("7214AC", 16, "16.67", 98, 25, "0.906", (2000, 1440)),
            ("6316", 8, "28.58", 125, 0, "1", (990, 590)), ("7018C", 20, "14.29", 115, 15, "0.966", (4000, 2500)),
            ("6220", 9, "25.4", 140, 0, "1", (740, 1480))]:
        for speed, inner in zip(speeds, (False, True)):
            turn, ratio = Fraction(speed, 60), Fraction(ball) / pitch * Fraction(cosine)
            factor = 1 + ratio if inner else 1 - ratio
            value = turn * z / 2 * factor
            rows.append(numeric(
                f"{code} 轴承有 {z} 个钢球，球径 {ball} mm，节圆直径 {pitch} mm，接触角 {angle}°（cosα＝{cosine}），外圈固定、内圈转速 {speed} r/min。"
                f"{'内' if inner else '外'}圈滚道单点剥落的特征频率约为（　）Hz。",
                value, 1,
                [("内外圈用反", turn * z / 2 * (2 - factor)), ("漏1/2", value * 2), ("误取保持架频率", turn / 2 * (1 - ratio)),
                 ("未计球径与节径之比", turn * z / 2), ("误取转频乘球数", turn * z), ("多除以2", value / 2),
                 ("误取滚动体自转频率", turn / 2 / ratio * (1 - ratio * ratio))],
                f"f＝（z/2）×（n/60）×（1{'＋' if inner else '−'}dcosα/D）＝{z}/2×{shown(turn, 2)}×{shown(factor, 3)}{eq(value, 1)} Hz。"))
    return Family("bearing-defect", "设备管理/故障诊断与状态监测", "高级技师", "hard", tuple(rows))


def mtbf():
    # MTBF = (loading time − repair time) / failures
    rows = []
    for machine, hours, repair, count in [
            ("数控车床", 480, 24, 4), ("加工中心", 600, 36, 6), ("空压机", 720, 48, 3), ("龙门铣床", 400, 25, 5),
            ("液压机", 520, 32, 4), ("外圆磨床", 360, 18, 3), ("滚齿机", 450, 30, 6),
            ("桥式起重机", 640, 40, 5), ("冲床", 500, 35, 5), ("摇臂钻床", 320, 20, 4), ("带式输送机", 700, 42, 7),
            ("卧式镗床", 560, 44, 6), ("剪板机", 380, 20, 5), ("立式车床", 420, 36, 3),
            ("折弯机", 300, 24, 4), ("注塑机", 660, 60, 8), ("落砂机", 540, 54, 9), ("拉丝机", 480, 33, 3)]:
        value = Fraction(hours - repair, count)
        rows.append(numeric(
            f"统计期内某{machine}的计划开动时间为 {hours} h，期间发生故障 {count} 次，修理停机共 {repair} h，其余时间正常运行，则其平均故障间隔时间（MTBF）约为（　）h。",
            value, 1,
            [("未减修理时间", Fraction(hours, count)), ("误取平均修复时间", Fraction(repair, count)),
             ("次数多算一次", Fraction(hours - repair, count + 1)),
             ("误加修理时间", Fraction(hours + repair, count)), ("次数少算一次", Fraction(hours - repair, count - 1))],
            f"MTBF＝（计划开动时间−修理停机时间）/故障次数＝（{hours}−{repair}）/{count}{eq(value, 1)} h。", gap=Fraction(4, 100)))
    return Family("mtbf", "设备管理/设备保养与大修", "中级工", "easy", tuple(rows))


def overhaul_network():
    # Critical path of an overhaul: dismantling, inspection, three repairs at once, assembly of two of them, trial run
    rows = []
    for machine, days in [
            ("卧式镗床", (3, 2, 9, 7, 6, 5, 2)), ("龙门刨床", (4, 3, 14, 10, 22, 6, 3)), ("立式车床", (3, 3, 8, 12, 10, 5, 2)),
            ("外圆磨床", (2, 2, 7, 5, 13, 4, 2)), ("滚齿机", (2, 1, 6, 9, 8, 4, 1)),
            ("摇臂钻床", (1, 1, 5, 4, 10, 3, 1)), ("平面磨床", (2, 2, 10, 6, 7, 4, 2)), ("压力机", (3, 2, 6, 8, 15, 5, 2)),
            ("铣床", (2, 1, 8, 5, 4, 3, 1)), ("落地车床", (5, 3, 16, 12, 14, 8, 3)),
            ("插床", (1, 1, 4, 6, 9, 2, 1)), ("导轨磨床", (4, 2, 12, 15, 11, 6, 2)), ("拉床", (2, 2, 5, 7, 14, 4, 1)),
            ("数控车床", (1, 2, 7, 4, 12, 3, 2)), ("螺纹磨床", (2, 1, 9, 8, 6, 5, 3)),
            ("剪板机", (1, 1, 3, 5, 8, 2, 1)), ("大型冲床", (4, 2, 10, 13, 12, 6, 2)), ("轧辊磨床", (3, 3, 11, 9, 18, 5, 2))]:
        take, look, bed, head, electric, build, trial = days
        mechanical = max(bed, head) + build
        value = take + look + max(mechanical, electric) + trial
        other = take + look + min(mechanical, electric) + trial
        rows.append(numeric(
            f"{machine}大修：解体 {take} 天，然后清洗检查 {look} 天；检查后同时进行床身修复 {bed} 天、主传动部件修复 {head} 天、电气改造 {electric} 天；"
            f"床身和主传动部件都修复后进行部件总装 {build} 天；"
            f"总装和电气改造都完成后试车验收 {trial} 天。总工期为（　）天。",
            value, 0,
            [("取较短线路", Fraction(other)), ("全部相加", Fraction(sum(days))),
             ("总装前只等较短的一项", Fraction(take + look + max(min(bed, head) + build, electric) + trial)),
             ("机械与电气当作先后进行", Fraction(take + look + mechanical + electric + trial)), ("漏总装", Fraction(value - build))],
            f"机械线路 max（{bed}，{head}）＋{build}＝{mechanical} 天，电气线路 {electric} 天，取大者；"
            f"工期＝{take}＋{look}＋{max(mechanical, electric)}＋{trial}＝{value} 天。"))
    return Family("overhaul-network", "设备管理/设备保养与大修", "高级工", "medium", tuple(rows))


def carbon_rank():
    # GB/T 13304 and GB/T 221 designations: structural steel in hundredths, tool steel in tenths of a percent of carbon
    carbon = {"08": 8, "20": 20, "45": 45, "65Mn": 65, "20Cr": 20, "40Cr": 40, "35CrMo": 35, "38CrMoAl": 38, "60Si2Mn": 60, "50CrV": 50, "T7": 70, "T8": 80,
              "T10": 100, "T12": 120, "9SiCr": 90, "9Mn2V": 90, "5CrNiMo": 50, "20CrMnTi": 20, "15": 15, "30": 30}
    rows = []
    for high, steels in [(1, "45 T8 20Cr 60Si2Mn"), (1, "65Mn 40Cr T10 20"), (0, "T7 35CrMo 60Si2Mn 9SiCr"),
                         (0, "T12 50CrV 15 T8"), (1, "9SiCr 45 60Si2Mn 38CrMoAl"), (0, "5CrNiMo T8 40Cr 65Mn"),
                         (1, "T7 60Si2Mn 50CrV 35CrMo"), (0, "T10 9Mn2V 60Si2Mn 45"), (1, "T12 65Mn 20CrMnTi 40Cr"),
                         (0, "9Mn2V 20Cr T7 30"), (1, "5CrNiMo 38CrMoAl 30 45"), (0, "T8 08 5CrNiMo 35CrMo"),
                         (1, "20CrMnTi 9Mn2V 65Mn 40Cr"), (0, "T12 9SiCr 50CrV T7"), (1, "T8 65Mn 35CrMo 08"),
                         (0, "20 5CrNiMo T10 38CrMoAl"), (1, "T10 9SiCr 60Si2Mn 45"), (0, "T7 40Cr 20CrMnTi 65Mn"),
                         (1, "50CrV 15 T7 60Si2Mn")]:
        names = steels.split()
        amounts = [carbon[n] for n in names]
        best = (max if high else min)(amounts)
        assert amounts.count(best) == 1
        right = names[amounts.index(best)]
        way = "高" if high else "低"
        rows.append(instance(
            f"修理备料时比较 {'、'.join(names)} 四种钢，其中平均碳的质量分数最{way}的是（　）。",
            right,
            [("只比牌号中的数字", n) for n in names if n != right],
            f"结构钢首部数字为万分数，工具钢为千分数，依次约 {'、'.join(fixed(Fraction(a, 100), 2) + '%' for a in amounts)}，{right} 最{way}。"))
    return Family("carbon-rank", "材料与安全/金属材料与热处理", "初级工", "easy", tuple(rows))


def heat_treatment():
    # Usual treatment of machine parts (工程材料 textbooks); the distractors are treatments that cannot meet the demand
    process = {"调": "调质（淬火＋高温回火）", "中": "淬火＋中温回火", "低": "淬火＋低温回火", "碳": "渗碳＋淬火＋低温回火", "氮": "调质后渗氮", "面": "调质后表面感应淬火＋低温回火",
               "应": "去应力退火（时效）", "球": "球化退火", "正": "正火"}
    rows = []
    for part, demand, right, wrong, reason in [
            ("40Cr 连杆螺栓", "要求强度与韧性配合良好", "调", "低球碳", "中碳合金钢调质得到回火索氏体，综合力学性能好"),
            ("65Mn 弹簧垫圈", "要求弹性极限高", "中", "调碳球", "中温回火得到回火托氏体，弹性极限高"),
            ("T10 手用锯条", "要求高硬度和耐磨", "低", "调碳中", "碳素工具钢低温回火保持高硬度"),
            ("20Cr 活塞销", "要求表面耐磨、心部强韧", "碳", "调氮球", "低碳合金钢渗碳后淬火，表硬心韧"),
            ("38CrMoAl 镗床主轴", "要求表面硬度极高而变形极小", "氮", "碳低中", "渗氮温度低、变形小，38CrMoAl 是典型的渗氮钢"),
            ("HT200 精密磨床床身", "粗加工后要防止日后变形", "应", "碳中低", "粗加工后时效消除铸造和切削内应力"),
            ("45 钢机床变速齿轮", "要求齿面耐磨、心部有一定韧性", "面", "碳球中", "中碳钢调质后表面感应淬火，齿面硬、心部韧"),
            ("T12 锉刀坯", "锻后硬、难切削，要便于加工", "球", "低碳中", "过共析钢球化退火使渗碳体成粒状，硬度降低"),
            ("60Si2Mn 板簧", "要求承受反复变形而不产生永久变形", "中", "球碳正", "弹簧钢淬火后中温回火，弹性极限高"),
            ("GCr15 轴承滚子", "要求高而均匀的硬度和接触疲劳强度", "低", "调中正", "轴承钢淬火后低温回火，硬度约 60 HRC"),
            ("20CrMnTi 汽车变速齿轮", "承受冲击且齿面磨损严重", "碳", "调中球", "低碳合金渗碳钢渗碳后淬火，表硬心韧"),
            ("20 钢锻件", "切削时粘刀，要适当提高硬度以便切削", "正", "球碳低", "低碳钢正火细化晶粒、提高硬度，改善切削性"),
            ("9SiCr 圆板牙", "要求刃口硬而耐磨", "低", "调中球", "低合金工具钢淬火后低温回火，硬度高"),
            ("Q235 焊接机架", "机加工前要消除焊接残余应力", "应", "碳低中", "焊后去应力退火，防止加工后变形"),
            ("50CrV 气门弹簧", "要求弹性好、耐疲劳", "中", "球碳正", "弹簧钢淬火后中温回火，弹性极限和疲劳强度高"),
            ("42CrMo 大型减速器轴", "承受较大弯扭载荷和冲击", "调", "球碳低", "中碳合金钢调质，综合力学性能好"),
            ("40Cr 花键轴", "整体要求强韧，键侧和轴颈要求耐磨", "面", "碳球中", "调质保证心部强韧，感应淬火使表面耐磨"),
            ("35CrMo 压缩机曲轴毛坯", "主体要求良好的综合力学性能", "调", "碳低球", "中碳合金钢调质得到回火索氏体，强韧配合好")]:
        rows.append(instance(
            f"{part}，{demand}，应采用的热处理是（　）。", process[right], [("达不到要求的处理", process[w]) for w in wrong], f"{reason}，故选{process[right]}。"))
    return Family("heat-treatment", "材料与安全/金属材料与热处理", "中级工", "medium", tuple(rows))


def sling_rope():
    # Two-leg sling: S = G / (2 cos β), breaking force ≥ 6 S; minimum breaking forces of 6×37M-FC 1770 (GB/T 20118), kN
    ropes = {11: "63.2", 13: "88.2", 16: "133.7", 18: "169.2", 20: "208.9", 22: "252.7", 24: "300.8", 26: "353.0", 28: "409.4", 32: "534.7"}
    sizes = list(ropes)
    cosines = {60: "0.866", 90: "0.707", 100: "0.643"}
    rows = []
    for part, weight, angle in [("减速器箱体", 24, 60), ("主轴箱", 32, 60), ("床身", 58, 60), ("大齿轮", 40, 60), ("电动机", 20, 90),
                                ("泵体", 30, 90), ("飞轮", 26, 90), ("立柱", 48, 90),
                                ("横梁", 55, 60), ("轧辊", 70, 60), ("汽缸盖", 36, 90), ("工作台", 44, 60), ("压缩机", 28, 60),
                                ("滑枕", 22, 100), ("机架", 34, 100), ("曲轴", 52, 90), ("转子", 65, 90), ("花盘", 18, 100)]:
        cosine = Fraction(cosines[angle])
        need = 6 * weight / (2 * cosine)

        def pick(force):
            return next(d for d in sizes if Fraction(ropes[d]) >= force)
        right = pick(need)
        index = sizes.index(right)
        window = sizes[max(index - 3, 0):index + 3]
        rows.append(ranked(
            f"用两根等长吊索起吊重力为 {weight} kN 的{part}，两吊索夹角 {angle}°（cos{angle // 2}°＝{cosines[angle]}），安全系数取 6。钢丝绳最小破断拉力："
            f"{'，'.join(f'φ{d} 为 {ropes[d]} kN' for d in window)}。应选的最小绳径为（　）mm。",
            right,
            [("未计夹角", pick(need * cosine)), ("取小一号", sizes[index - 1]), ("取大一号", sizes[index + 1]), ("取大两号", sizes[index + 2])]
            + [("取小几号", d) for d in window[:3]],
            f"每根拉力 {weight}/（2×{cosines[angle]}）{eq(need / 6, 1)} kN，"
            f"破断拉力应不小于 6×{weight}/（2×{cosines[angle]}）{eq(need, 1)} kN，选 φ{right}（{ropes[right]} kN）。"))
    return Family("sling-rope", "材料与安全/起重与安全文明生产", "高级工", "hard", tuple(rows))


def tandem_lift():
    # Two cranes on one load: R = G·b / (a + b), each loaded to 80 % of its rating at most
    ratings = tuple(Fraction(x) for x in "3.2 5 6.3 8 10 12.5 16 20 25 32 40 50 63 80".split())  # GB/T 783
    rows = []
    for part, weight, a, b in [("锅筒", 20, 3, 5), ("回转窑筒节", 30, 4, 6), ("长轴", 12, 2, 4), ("龙门铣床横梁", 16, 3, 4),
                               ("塔节", 40, 5, 7), ("轧机牌坊", 50, 3, 6), ("桥架主梁", 36, 6, 9), ("烘缸", 10, 2, 3),
                               ("机床床身", 24, 4, 5), ("换热器", 18, 2, 7), ("滚筒", 14, 3, 6), ("水轮机轴", 45, 4, 8),
                               ("压力钢管管段", 9, 2, 5), ("储气罐", 15, 4, 7), ("钢包梁", 28, 2, 5), ("除尘器灰斗", 8, 2, 4),
                               ("球磨机筒体", 60, 5, 7), ("反应釜", 33, 3, 8)]:
        load = Fraction(weight * b, a + b)

        def pick(t):
            return next(x for x in ratings if x >= t)
        right = pick(load / Fraction(8, 10))
        index = ratings.index(right)
        rows.append(ranked(
            f"两台起重机抬吊{part}，总质量（含吊具）{weight} t，重心到甲机吊点 {a} m、到乙机吊点 {b} m。规定抬吊时单机载荷不得超过额定起重量的 80%，额定起重量系列为 "
            f"{'、'.join(shown(x, 1) for x in ratings)} t，甲机最小应选（　）t。",
            right,
            [("未计80%", pick(load)), ("力臂用反", pick(load * a / b / Fraction(8, 10))),
             ("误按平均分担", pick(Fraction(weight, 2) / Fraction(8, 10))), ("取大一号", ratings[index + 1]),
             ("取小一号", ratings[index - 1]), ("取大两号", ratings[min(index + 2, len(ratings) - 1)]),
             ("取小两号", ratings[max(index - 2, 0)]), ("取小三号", ratings[max(index - 3, 0)]),
             ("取大三号", ratings[min(index + 3, len(ratings) - 1)])],
            f"甲机分担 {weight}×{b}/（{a}＋{b}）{eq(load, 2)} t，"
            f"额定起重量应不小于 {shown(load, 2)}/0.8{eq(load / Fraction(8, 10), 2)} t，选 {shown(right, 1)} t。", lambda v: shown(v, 1)))
    return Family("tandem-lift", "材料与安全/起重与安全文明生产", "中级工", "medium", tuple(rows))


FAMILIES = [
    drawing_scale(), keyway_depths(), accept_part(), interference(), choose_clearance_fit(), gauge_pin(),
    vernier_reading(), micrometer_zero(), bore_gauge(), dovetail_pins(), gauge_blocks(), dividing_head(), keyway_line(),
    saw_pitch(), drill_speed(), drilling_time(), blind_tap_depth(), reaming_hole(), bearing_spots(), scrape_amount(),
    belt_deflection(), belt_count(), chain_elongation(), gear_train(), span_module(), differential_screw(),
    bearing_code(), mounted_clearance(), lead_wire_shim(), alignment_feet(), rim_readings(), torque_extension(),
    key_length(), heat_fit(), residual_unbalance(), oversize_step(), brush_plating(), gear_oil_grade(), oil_change(),
    packing_ring(), pump_motor(), back_pressure(), pipe_bore(), accumulator_volume(), pneumatic_bore(),
    straightness_ends(), level_reversal(), sideband_gear(), vibration_zone(), bearing_defect(), mtbf(),
    overhaul_network(), carbon_rank(), heat_treatment(), sling_rope(), tandem_lift(),
]
